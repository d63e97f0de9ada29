package dev.sluice.local.reachability.agent;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.Optional;

/** Puts a call of the {@link Recorder} before each return of a class's hooked methods. */
record Hooking(String owner) implements ClassTransform {

    private static final ClassDesc RECORDER = ClassDesc.of(Recorder.class.getName());
    private static final MethodTypeDesc TELLING = MethodTypeDesc.of(
            ConstantDescs.CD_void,
            ConstantDescs.CD_Object,
            ConstantDescs.CD_String,
            ConstantDescs.CD_Object,
            ConstantDescs.CD_Object,
            ConstantDescs.CD_Object);

    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
        if (element instanceof MethodModel method && method.code().isPresent()) {
            hook(method)
                    .ifPresentOrElse(
                            hook -> builder.transformMethod(
                                    method, MethodTransform.transformingCode(telling(hook, method))),
                            () -> builder.with(method));
        } else {
            builder.with(element);
        }
    }

    private Optional<Hook> hook(MethodModel method) {
        return Hook.ALL.stream()
                .filter(hook -> hook.owner().equals(owner))
                .filter(hook -> hook.methods().contains(method.methodName().stringValue()))
                .findFirst();
    }

    private static CodeTransform telling(Hook hook, MethodModel method) {
        return (builder, element) -> {
            if (element instanceof ReturnInstruction end && end.opcode() == Opcode.ARETURN) {
                builder.dup().loadConstant(hook.access().name());
                loadSelfAndParameters(builder, method);
                builder.invokestatic(RECORDER, "tell", TELLING);
            }
            builder.with(element);
        };
    }

    private static void loadSelfAndParameters(CodeBuilder builder, MethodModel method) {
        if (method.flags().has(AccessFlag.STATIC)) {
            builder.aconst_null();
        } else {
            builder.aload(0);
        }
        var types = method.methodTypeSymbol().parameterList();
        for (int i = 0; i < 2; i++) {
            if (i < types.size() && !types.get(i).isPrimitive()) {
                builder.aload(builder.parameterSlot(i));
            } else {
                builder.aconst_null();
            }
        }
    }
}
