package org.imprimatur.contract;

import org.junit.jupiter.api.Nested;

/** The in-memory engine held to every contract. */
class MemoryRuntimeTest {
  @Nested
  class Adding implements MemoryEngine, PostsContract {}

  @Nested
  class Deciding implements MemoryEngine, DecideContract {}

  @Nested
  class Withdrawing implements MemoryEngine, WithdrawContract {}

  @Nested
  class Lists implements MemoryEngine, PostListsContract {}

  @Nested
  class Searching implements MemoryEngine, SearchContract {}

  @Nested
  class Asking implements MemoryEngine, AskingContract {}

  @Nested
  class Changes implements MemoryEngine, ChangesContract {}

  @Nested
  class Archiving implements MemoryEngine, ArchiveContract {}

  @Nested
  class SignedIn implements MemoryEngine, SessionsContract {}

  @Nested
  class Entries implements MemoryEngine, ExpiringEntriesContract {}

  @Nested
  class Bus implements MemoryEngine, EventBusContract {}

  @Nested
  class Parked implements MemoryEngine, DeadLettersContract {}

  @Nested
  class Races implements MemoryEngine, RacesContract {}

  @Nested
  class WholeFlow implements MemoryEngine, WholeFlowContract {}

  @Nested
  class IgnoredDecisions implements MemoryEngine, IgnoredDecisionsContract {}

  @Nested
  class Silence implements MemoryEngine, SilenceContract {}

  @Nested
  class Crashes implements MemoryEngine, CrashContract {}

  @Nested
  class Revisions implements MemoryEngine, RevisionsContract {}

  @Nested
  class SecondLook implements MemoryEngine, SecondLookContract {}

  @Nested
  class Trail implements MemoryEngine, AuditTrailContract {}

  @Nested
  class Told implements MemoryEngine, NoticesContract {}

  @Nested
  class Mailed implements MemoryEngine, MailContract {}

  @Nested
  class Recipients implements MemoryEngine, RecipientsContract {}

  @Nested
  class Leaving implements MemoryEngine, RemoveAccountContract {}

  @Nested
  class Expiry implements MemoryEngine, ExpiryContract {}

  @Nested
  class Departing implements MemoryEngine, DeparturesContract {}

  @Nested
  class Clocks implements MemoryEngine, ClockContract {}

  @Nested
  class RepeatedSubmissions implements MemoryEngine, RepeatedSubmissionContract {}

  @Nested
  class Histories implements MemoryEngine, HistoryContract {}

  @Nested
  class Moving implements MemoryEngine, TransferContract {}

  @Nested
  class MovingWhatIsOnItsWay implements MemoryEngine, UndeliveredTransferContract {}
}
