package footlight.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The rules at the end of `architecture.md`, kept.
class ArchitectureTest {
    private static final List<String> MODULES = List.of("wire", "live", "front", "bus", "engine", "platform", "app");

    /// Who holds a Jdbi may open a transaction around several tables; what is said in it stands in the tables.
    private static final DescribedPredicate<JavaMethodCall> STATEMENT_IS_MADE = DescribedPredicate.describe(
            "a statement is made",
            call -> call.getTargetOwner().getName().equals("org.jdbi.v3.core.Handle")
                    && call.getName().matches("(create|prepare)(Query|Update|Batch|Script|Call)|execute|select"));

    /// Main classes of every module, from the reactor's class folders or jars on the class path.
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/testkit/") && !location.contains("footlight-testkit"))
            .importPackages("footlight");

    @Test
    void everyModuleIsLookedAt() {
        for (String module : MODULES) {
            assertThat(HOUSE.stream().anyMatch(type -> type.getPackageName().startsWith("footlight." + module)))
                    .as(module)
                    .isTrue();
        }
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        SliceAssignment eachPackage = new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith("footlight")
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "each package";
            }
        };
        slices().assignedFrom(eachPackage).should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void modulesKnowEachOtherOnlyAlongTheArrows() {
        only("wire");
        only("live", "wire");
        only("front");
        only("bus");
        only("engine", "live", "wire", "front", "bus");
        only("platform", "front", "bus");
    }

    private static void only(String module, String... known) {
        String[] strangers = MODULES.stream()
                .filter(other -> !other.equals(module) && !List.of(known).contains(other))
                .map(other -> "footlight." + other + "..")
                .toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage("footlight." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(strangers)
                .as(module + " knows of our modules only " + List.of(known)));
    }

    @Test
    void wireKnowsNoSocketThreadWallClockOrFramework() {
        check(classes()
                .that()
                .resideInAPackage("footlight.wire..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "footlight.wire..",
                        "java.lang..",
                        "java.util..",
                        "java.nio",
                        "java.nio.charset",
                        "java.math",
                        "java.security",
                        "javax.crypto..",
                        "java.time",
                        "java.io",
                        "org.jspecify.annotations")));
        DescribedPredicate<JavaClass> machinery = resideInAnyPackage("java.util.concurrent..", "java.nio.channels..")
                .or(DescribedPredicate.describe("a thread, a socket or a clock", type -> List.of(
                                "java.lang.Thread", "java.net.Socket", "java.time.Clock", "java.io.File")
                        .contains(type.getName())));
        check(noClasses().that().resideInAPackage("footlight.wire..").should().dependOnClassesThat(machinery));
    }

    @Test
    void liveKnowsNoSocketNoProtocolAndOnlyTwoPartsOfNetty() {
        check(noClasses()
                .that()
                .resideInAPackage("footlight.live..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.netty..")
                        .and(not(resideInAnyPackage("io.netty.buffer..", "io.netty.util..")))));
        check(noClasses()
                .that()
                .resideInAPackage("footlight.live..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "java.nio.channels..",
                        "io.vertx..",
                        "footlight.wire.rtmp..",
                        "footlight.wire.flv..",
                        "footlight.wire.amf.."));
    }

    @Test
    void noLockIsTakenInTheHub() {
        check(noClasses()
                .that()
                .resideInAPackage("footlight.live..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.concurrent.locks.."));
        check(classes().that().resideInAPackage("footlight.live..").should(haveNoSynchronizedMethod()));
    }

    @Test
    void nobodyBlocksAnEventLoop() {
        check(noClasses()
                .that()
                .resideInAnyPackage("footlight.live..", "footlight.wire..")
                .should()
                .callMethod(Object.class, "wait")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "java.net.http.."));
        check(noClasses()
                .that()
                .resideInAPackage("footlight.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "java.net.http..", "org.jdbi..", "com.zaxxer.."));
    }

    @Test
    void noTypeIsNamedAfterNothing() {
        check(noClasses()
                .that()
                .resideInAPackage("footlight..")
                .should()
                .haveNameMatching(".*[.$](\\w*(Manager|Util|Utils|Helper|Impl|Base)|Abstract\\w*)"));
    }

    @Test
    void featuresOfThePlatformMeetOnlyThroughEachOthersRoot() {
        check(classes()
                .that()
                .resideInAPackage("footlight.platform..")
                .should(new ArchCondition<>("not reach into a part of another feature") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getDirectDependenciesFromSelf().forEach(dependency -> {
                            String from = feature(type.getPackageName());
                            String target = dependency.getTargetClass().getPackageName();
                            if (!target.startsWith("footlight.platform.")) return;
                            boolean inside = target.split("\\.").length > 3;
                            if (inside && !feature(target).equals(from))
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                        });
                    }
                }));
    }

    @Test
    void sqlStandsInTablesOnly() {
        check(noClasses()
                .that()
                .resideInAPackage("footlight.platform..")
                .and()
                .haveNameNotMatching(".*Table(\\$.*)?")
                .and()
                .resideOutsideOfPackage("footlight.platform.store..")
                .should()
                .callMethodWhere(STATEMENT_IS_MADE)
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("org.jdbi.v3.core.statement..")
                        .or(DescribedPredicate.describe("a statement of JDBC", type -> List.of(
                                        "java.sql.Connection", "java.sql.Statement", "java.sql.PreparedStatement")
                                .contains(type.getName())))));
    }

    @Test
    void nobodySleeps() {
        check(noClasses()
                .that()
                .resideInAPackage("footlight..")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class));
    }

    @Test
    void timeComesFromOutside() {
        check(noClasses()
                .that(resideInAPackage("footlight..").and(not(resideInAPackage("footlight.app.."))))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now"));
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        check(classes()
                .that()
                .resideInAPackage("footlight..")
                .should(new ArchCondition<>("be in a @NullMarked package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage().tryGetPackageInfo().isPresent()
                                && type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked");
                        if (!marked) events.add(SimpleConditionEvent.violated(type, type.getName() + " is not"));
                    }
                }));
    }

    private static String feature(String packageName) {
        String[] names = packageName.split("\\.");
        return names.length > 2 ? names[2] : "";
    }

    private static ArchCondition<JavaClass> haveNoSynchronizedMethod() {
        return new ArchCondition<>("have no synchronized method") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getMethods().stream()
                        .filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED))
                        .forEach(method ->
                                events.add(SimpleConditionEvent.violated(method, method.getFullName() + " is")));
            }
        };
    }

    /// Also while a module is still empty.
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }
}
