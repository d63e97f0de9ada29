package dev.sluice.readiness;

import dev.sluice.operations.v1.Finding;
import dev.sluice.operations.v1.FindingCode;
import java.util.List;

/** A part of the settings that can be unsafe for production; every bean of this kind is asked for the report. */
public interface UnsafeSettings {

    /** Empty where all is well. */
    List<Finding> findings();

    /** @param remedy what to do: "set it to …" */
    static Finding finding(FindingCode code, String setting, String message, String remedy) {
        return Finding.newBuilder()
                .setCode(code)
                .setSetting(setting)
                .setMessage(message)
                .setRemedy(remedy)
                .build();
    }
}
