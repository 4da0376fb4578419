package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.process.ProcessKey;
import java.nio.file.Path;

/// An agent in a process of its own. It ends as by `kill -9` when a step is written down and not done yet, or once it
/// profiles, or it ends well.
///
/// Arguments: data folder, pid, start time, and the step that is its last: `END` for after all of them, `none` for a
/// good end.
final class HaltingAgent {
    static final int HALTED = 99;
    static final int NOT_REACHED = 98;

    private HaltingAgent() {}

    public static void main(String[] arguments) throws Exception {
        String last = arguments[3];
        ProcessKey key = new ProcessKey(Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
        JvmAttacher attacher = JvmAttacher.open(Path.of(arguments[0]), AttachRoom.OPTIONS, step -> {
            if (step.name().equals(last)) {
                Runtime.getRuntime().halt(HALTED);
            }
        });
        switch (attacher.attach(new JvmProcess(key, "", AttachRoom.IMAGE))) {
            case AttachResult.Refused refused -> System.err.println(refused);
            case AttachResult.Attached(AttachedJvm jvm) -> {
                jvm.run("start,event=ctimer,interval=10ms,alloc=64k,jfr,timeout=300,memlimit=32m,file="
                        + jvm.outputFile("a.jfr"));
                if (last.equals(Step.END.name())) {
                    Runtime.getRuntime().halt(HALTED);
                }
                jvm.run("stop,jfr");
                jvm.openOutput("a.jfr").close();
                jvm.close();
                attacher.close();
                System.exit(last.equals("none") ? 0 : NOT_REACHED);
            }
        }
        Runtime.getRuntime().halt(NOT_REACHED);
    }
}
