package dev.sluice.local.reachability;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.util.List;
import java.util.stream.StreamSupport;

/** The texts that a class has as constants. */
final class Constants {

    private Constants() {}

    static List<String> of(byte[] type) {
        return StreamSupport.stream(ClassFile.of().parse(type).constantPool().spliterator(), false)
                .filter(StringEntry.class::isInstance)
                .map(entry -> ((StringEntry) entry).stringValue())
                .toList();
    }
}
