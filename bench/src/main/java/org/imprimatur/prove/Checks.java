package org.imprimatur.prove;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All checks, in the order of their names. */
final class Checks {
  private static final String STORE = "embedded";

  private static final List<Check> OF_TESTS =
      List.of(
          new TestsCheck(
              "D8",
              "pairs of approve, reject, send back, edit, withdraw and expire on the same post at the same moment, by two processes of four threads",
              "0 illegal in 10,000: each ends as one act after the other",
              STORE,
              List.of("rivals.pairs=600"),
              List.of("rivals.pairs=10000"),
              List.of("embedded.RivalProcessesIT")),
          new TestsCheck(
              "E1",
              "a board at work by itself with 8 writers is killed after 20 to 2,000 ms, started again, and reconciled",
              "0 lost, 0 phantom in 500 kills and 100,000 acknowledgements",
              STORE,
              List.of("crash.kills=20", "crash.millis=1000"),
              List.of("crash.kills=500", "crash.millis=2000"),
              List.of("embedded.EmbeddedCrashIT#killsAtRandomMomentsLoseNothingAndDoubleNothing")),
          new TestsCheck(
              "E2",
              "strace of 100 creates, one after the other; and fdatasync answering EIO",
              "fdatasync of the log returns before the acknowledgement leaves, 100 of 100; no acknowledgement after EIO",
              STORE,
              List.of(),
              List.of(),
              List.of("embedded.DurabilityIT")),
          new TestsCheck(
              "E3",
              "a board halts at each of its named crash points and is started again",
              "each point 20 times: nothing lost, nothing twice, nothing left waiting",
              STORE,
              List.of("crash.repeats=2"),
              List.of("crash.repeats=20"),
              List.of(
                  "embedded.EmbeddedCrashIT#crashAtEachPointLosesNothingAndDoublesNothing(org.imprimatur.embedded.CrashPoint)")),
          new TestsCheck(
              "E5",
              "statements that fail for want of room, in the log, the file and the temporary files; a second process on the same folder; a folder that cannot be written",
              "whoever wrote is told, nothing of it stays, and the next write works; the second process is refused",
              STORE,
              List.of(),
              List.of(),
              List.of("embedded.WriterTest", "embedded.DataFolderTest")),
          new TestsCheck(
              "E5",
              "a board in a process of its own whose disk answers ENOSPC or EIO to a write, or EIO to a flush, once or from then on, at one place after the other (some 15 of each kind; each with `--long`) of a start, ten posts, a decision and a stop",
              "0 acknowledged lost and 0 refused there, once the disk works: whole, and nothing is wrong with it; one fault is told once at most",
              STORE,
              List.of("faults.places=15"),
              List.of("faults.places=1000000"),
              List.of("embedded.FaultyDiskIT")),
          new TestsCheck(
              "E8",
              "a board of each form of the file is opened by this version; steps that fail or are cut; a file of a newer version",
              "as it stood, or as it was before; refused in one line",
              STORE,
              List.of(),
              List.of(),
              List.of(
                  "embedded.MigrationsTest",
                  "embedded.MigrationKillTest",
                  "embedded.OlderBoardTest")),
          new TestsCheck(
              "E8",
              "a board of 1,000,000 rows (10,000 without `--long`) in each older form, half in the archive, is opened by this version",
              "within 60 s; as it stood, and SQLite finds nothing wrong",
              STORE,
              List.of("old.posts=10000", "old.seconds=60"),
              List.of("old.posts=1000000", "old.seconds=60"),
              List.of("embedded.LargeOldBoardIT")),
          new TestsCheck(
              "E9",
              "deliveries that cannot be read, that always fail, that nobody takes; redriving",
              "parked with the reason after 5 tries, others go on, all redriven",
              STORE,
              List.of(),
              List.of(),
              List.of(
                  "embedded.EmbeddedContractsTest$Parked",
                  "embedded.DispatcherTest",
                  "embedded.DeadLettersCommandTest")),
          new TestsCheck(
              "E10",
              "an approval service that is silent, and answers that are late, double or contradict",
              "nothing public; asked again; a person is called",
              STORE,
              List.of(),
              List.of(),
              List.of(
                  "embedded.EmbeddedContractsTest$Silence",
                  "embedded.EmbeddedContractsTest$IgnoredDecisions",
                  "embedded.EmbeddedContractsTest$Asking")),
          new TestsCheck(
              "E10",
              "a service behind the webhook that fails for a moment, for long, for a day by a moved clock, hangs, dawdles, redirects; answers unsigned, forged, late, twice",
              "0 published without an authentic yes; asked again under its name; a person is called; nobody else is held up",
              "web",
              List.of(),
              List.of(),
              List.of(
                  "web.webhook.WebhookFlowTest",
                  "web.webhook.WebhookDeliveryTest",
                  "web.webhook.HangingServiceTest",
                  "web.webhook.SignedAnswersTest")),
          new TestsCheck(
              "E12",
              "the clock is set back; posts at the edge of their time",
              "waits are as long as if it had not been; no early and no double expiry",
              STORE,
              List.of(),
              List.of(),
              List.of("embedded.ClockSetBackTest", "embedded.EmbeddedContractsTest$Expiry")),
          new TestsCheck(
              "E12",
              "the clock jumps by an hour and by five minutes, back and forth, between any two steps of histories from seeds and at the edge of a post's time; a leap day, and days on which clocks are moved, in three zones; on SQLite",
              "each history ends as with a steady clock; nothing leaves early, twice or comes back",
              STORE,
              List.of("imprimatur.histories=50"),
              List.of("imprimatur.histories=2000"),
              List.of(
                  "embedded.EmbeddedContractsTest$Clocks",
                  "embedded.EmbeddedHistoriesIT#anyHistoryEndsAsTheCleanOneWhereverTheClockJumps()")),
          new TestsCheck(
              "E12",
              "the same in memory",
              "each history ends as with a steady clock; nothing leaves early, twice or comes back",
              "contract",
              List.of("imprimatur.histories=500"),
              List.of("imprimatur.histories=10000"),
              List.of(
                  "contract.MemoryRuntimeTest$Clocks",
                  "contract.MemoryRuntimeTest$Histories#anyHistoryEndsAsTheCleanOneWhereverTheClockJumps()")),
          new TestsCheck(
              "E12",
              "access, ID and logout tokens that expired, begin or were issued 59 and 61 seconds on the wrong side of now",
              "59 s are taken, 61 s are not, 0 wrong; none is taken twice",
              "web",
              List.of(),
              List.of(),
              List.of("web.signin.LeewayTest")),
          new TestsCheck(
              "E14",
              "19 planted inconsistencies of 15 kinds",
              "each found and named; mended where the pipeline can",
              STORE,
              List.of(),
              List.of(),
              List.of("embedded.CheckCommandTest")),
          new TestsCheck(
              "F1",
              "expiry a millisecond before and after, with the sweeper late by days; crashes and failures between the steps to the archive; races of sweepers and archivers",
              "invisible at once; in the archive exactly once; nothing comes back",
              STORE,
              List.of(),
              List.of(),
              List.of(
                  "embedded.EmbeddedContractsTest$Expiry",
                  "embedded.EmbeddedContractsTest$Archiving",
                  "embedded.EmbeddedContractsTest$Crashes",
                  "embedded.EmbeddedContractsTest$Races")),
          new TestsCheck(
              "F1",
              "the same in memory",
              "invisible at once; in the archive exactly once; nothing comes back",
              "contract",
              List.of(),
              List.of(),
              List.of(
                  "contract.MemoryRuntimeTest$Expiry",
                  "contract.MemoryRuntimeTest$Archiving",
                  "contract.MemoryRuntimeTest$Crashes",
                  "contract.MemoryRuntimeTest$Races")),
          new TestsCheck(
              "F2",
              "posts withdrawn, rejected and left to expire side by side, while ports fail before and after each step, the process dies, and deliveries come up to five times, again, and 23 hours late; on SQLite",
              "0 missing, 0 double and 0 altered of 100,000 in the archive, each there before it is gone",
              STORE,
              List.of("imprimatur.departures=500"),
              List.of("imprimatur.departures=100000"),
              List.of("embedded.EmbeddedContractsTest$Departing")),
          new TestsCheck(
              "F2",
              "the same in memory",
              "0 missing, 0 double and 0 altered of 100,000 in the archive, each there before it is gone",
              "contract",
              List.of("imprimatur.departures=5000"),
              List.of("imprimatur.departures=100000"),
              List.of("contract.MemoryRuntimeTest$Departing")),
          new TestsCheck(
              "F2",
              "the functions on the stream of DynamoDB's posts: what time to live, users and the board itself removed, three times, shuffled, 23 hours late, with tables that are away",
              "0 missing, 0 double and 0 altered of 100,000; only what time to live took is archived as expired",
              "aws",
              with("imprimatur.departures=120"),
              with("imprimatur.departures=100000"),
              List.of(
                  "aws.DeparturesTest#onlyWhatTimeToLiveTookIsArchivedAsExpiredAndEachOnceWhoeverElseRemoves()")),
          new TestsCheck(
              "F4",
              "the archive of DynamoDB is away for a day; what was given up is handed in again from the bucket, twice",
              "0 lost, 0 double; that an alarm comes within an hour is a test of the templates, `WatchIT`",
              "aws",
              with(),
              with(),
              List.of(
                  "aws.DeparturesTest#whatTheArchiveMissedInADayIsInItOnceTheBatchesAreHandedInAgain()")),
          new TestsCheck(
              "H6",
              "the application started beside a provider that is down, with settings that are wrong, and with a heap of 256 MB, 256 files at a time and one core against 400 connections",
              "all but signing in works, that says 503; one clear line, and not 0; the rest is served, and all again after",
              "web",
              List.of(),
              List.of(),
              List.of(
                  "web.process.StartAndStopIT#withoutItsProviderThereIsNoSigningInAndAllElse()",
                  "web.process.StartAndStopIT#aWrongSettingIsOneLineAndAFailure()",
                  "web.process.StartAndStopIT#starvedItServesWhatItCanAndNothingWrong()")),
          new TestsCheck(
              "E4",
              "histories from seeds, in memory: events duplicated, shuffled, late, contradictory, with crashes and failures",
              "0 of 10,000 seeds end otherwise than the clean history",
              "contract",
              List.of("imprimatur.histories=500"),
              List.of("imprimatur.histories=10000"),
              List.of("contract.MemoryRuntimeTest$Histories")),
          new TestsCheck(
              "E4",
              "the same on SQLite",
              "0 of 10,000 seeds end otherwise than the clean history",
              STORE,
              List.of("imprimatur.histories=100"),
              List.of("imprimatur.histories=10000"),
              List.of("embedded.EmbeddedHistoriesIT")));

  /** All of them. */
  static final List<Check> ALL =
      Stream.of(
              OF_TESTS.stream(),
              Stream.of(
                  new KilledServer(),
                  new FullDisk(),
                  new BackupUnderLoad(),
                  new LongQueue(),
                  new Backlog(),
                  new SameAsUnknown(),
                  new ColdStart(),
                  new Starved(),
                  new Sweep(),
                  new Overload(),
                  new Identity(),
                  new Soak()))
          .flatMap(checks -> checks)
          .sorted(Comparator.comparing(Check::id, Checks::inOrder))
          .toList();

  private Checks() {}

  /** What a stand-in for the cloud wants, and these properties. */
  private static List<String> with(String... properties) {
    return Stream.concat(
            Stream.of(
                "aws.accessKeyId=test",
                "aws.secretAccessKey=test",
                "sun.net.httpserver.nodelay=true"),
            Stream.of(properties))
        .toList();
  }

  /** E2 before E11. */
  private static int inOrder(String one, String other) {
    int letters = Character.compare(one.charAt(0), other.charAt(0));
    return letters != 0
        ? letters
        : Integer.compare(Integer.parseInt(one.substring(1)), Integer.parseInt(other.substring(1)));
  }
}
