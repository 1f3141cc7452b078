package footlight.engine.doctor;

import footlight.engine.doctor.Signs.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which faults are there, looked at once a second. A fault is told when it was seen three times in a row, is over when
/// it was gone for five, and that it is over is told for half a minute. Pure; one for each stream, on one thread.
final class Diagnosis {
    private static final int LOOKS_TO_TELL = 3;
    private static final int LOOKS_TO_HEAL = 5;
    private static final int LOOKS_TO_FORGET = 30;
    /// Numbers in a sentence are renewed this often, not each second: people read them, or have them read out.
    private static final int LOOKS_TO_RENEW = 10;

    private static final Comparator<Advice> WORST_FIRST =
            Comparator.comparing((Advice advice) -> advice.overSince() != null).thenComparing(Advice::fault);

    /// One fault of one stream.
    private static final class Case {
        private final Fault fault;
        private int seen;
        private int gone;
        private int age;
        private @Nullable Advice told;

        Case(Fault fault) {
            this.fault = fault;
        }

        @Nullable
        Advice look(Measured measured, EncoderProgram program, Instant now) {
            Verdict verdict = Signs.of(fault, measured);
            seen = verdict == Verdict.THERE ? seen + 1 : verdict == Verdict.NOT_THERE ? 0 : seen;
            gone = verdict == Verdict.NOT_THERE ? gone + 1 : verdict == Verdict.THERE ? 0 : gone;
            age++;
            Advice before = told;
            if (before == null) told = seen >= LOOKS_TO_TELL ? wrong(measured, program, now) : null;
            else if (before.overSince() == null) told = goesOn(before, verdict, measured, program, now);
            else told = isOver(before, measured, program);
            return told;
        }

        private Advice goesOn(Advice before, Verdict verdict, Measured measured, EncoderProgram program, Instant now) {
            if (gone >= LOOKS_TO_HEAL) {
                age = 0;
                Words words = Words.of(fault, measured);
                return new Advice(fault, words.mended(), words.remedy(program), before.since(), now);
            }
            boolean renewed = verdict == Verdict.THERE && age >= LOOKS_TO_RENEW;
            return renewed ? wrong(measured, program, before.since()) : before;
        }

        private @Nullable Advice isOver(Advice before, Measured measured, EncoderProgram program) {
            if (seen >= LOOKS_TO_TELL) return wrong(measured, program, before.since());
            return age < LOOKS_TO_FORGET ? before : null;
        }

        private Advice wrong(Measured measured, EncoderProgram program, Instant since) {
            age = 0;
            Words words = Words.of(fault, measured);
            return new Advice(fault, words.wrong(), words.remedy(program), since, null);
        }
    }

    private final List<Case> cases = new ArrayList<>();

    Diagnosis() {
        for (Fault fault : Fault.values()) cases.add(new Case(fault));
    }

    /// What there is to say now: what is wrong, the worst first, then what is over.
    List<Advice> look(Measured measured, EncoderProgram program, Instant now) {
        List<Advice> told = new ArrayList<>();
        for (Case one : cases) {
            Advice advice = one.look(measured, program, now);
            if (advice != null) told.add(advice);
        }
        told.sort(WORST_FIRST);
        return List.copyOf(told);
    }
}
