package org.imprimatur.embedded;

import org.imprimatur.contract.ArchiveContract;
import org.imprimatur.contract.AskingContract;
import org.imprimatur.contract.AuditTrailContract;
import org.imprimatur.contract.ChangesContract;
import org.imprimatur.contract.ClockContract;
import org.imprimatur.contract.CrashContract;
import org.imprimatur.contract.DeadLettersContract;
import org.imprimatur.contract.DecideContract;
import org.imprimatur.contract.DeparturesContract;
import org.imprimatur.contract.EventBusContract;
import org.imprimatur.contract.ExpiringEntriesContract;
import org.imprimatur.contract.ExpiryContract;
import org.imprimatur.contract.IgnoredDecisionsContract;
import org.imprimatur.contract.MailContract;
import org.imprimatur.contract.NoticesContract;
import org.imprimatur.contract.PostListsContract;
import org.imprimatur.contract.PostsContract;
import org.imprimatur.contract.RacesContract;
import org.imprimatur.contract.RecipientsContract;
import org.imprimatur.contract.RemoveAccountContract;
import org.imprimatur.contract.RepeatedSubmissionContract;
import org.imprimatur.contract.RevisionsContract;
import org.imprimatur.contract.SearchContract;
import org.imprimatur.contract.SecondLookContract;
import org.imprimatur.contract.SessionsContract;
import org.imprimatur.contract.SilenceContract;
import org.imprimatur.contract.TransferContract;
import org.imprimatur.contract.UndeliveredTransferContract;
import org.imprimatur.contract.WholeFlowContract;
import org.imprimatur.contract.WithdrawContract;
import org.junit.jupiter.api.Nested;

/** The embedded engine held to every contract. */
class EmbeddedContractsTest {
  @Nested
  class Adding extends EmbeddedEngine implements PostsContract {}

  @Nested
  class Deciding extends EmbeddedEngine implements DecideContract {}

  @Nested
  class Withdrawing extends EmbeddedEngine implements WithdrawContract {}

  @Nested
  class Lists extends EmbeddedEngine implements PostListsContract {}

  @Nested
  class Searching extends EmbeddedEngine implements SearchContract {}

  @Nested
  class Asking extends EmbeddedEngine implements AskingContract {}

  @Nested
  class Changes extends EmbeddedEngine implements ChangesContract {}

  @Nested
  class Archiving extends EmbeddedEngine implements ArchiveContract {}

  @Nested
  class SignedIn extends EmbeddedEngine implements SessionsContract {}

  @Nested
  class Entries extends EmbeddedEngine implements ExpiringEntriesContract {}

  @Nested
  class Bus extends EmbeddedEngine implements EventBusContract {}

  @Nested
  class Parked extends EmbeddedEngine implements DeadLettersContract {}

  @Nested
  class Revisions extends EmbeddedEngine implements RevisionsContract {}

  @Nested
  class SecondLook extends EmbeddedEngine implements SecondLookContract {}

  @Nested
  class Trail extends EmbeddedEngine implements AuditTrailContract {}

  @Nested
  class Told extends EmbeddedEngine implements NoticesContract {}

  @Nested
  class Mailed extends EmbeddedEngine implements MailContract {}

  @Nested
  class Recipients extends EmbeddedEngine implements RecipientsContract {}

  @Nested
  class Leaving extends EmbeddedEngine implements RemoveAccountContract {}

  @Nested
  class Races extends EmbeddedEngine implements RacesContract {}

  @Nested
  class WholeFlow extends EmbeddedEngine implements WholeFlowContract {}

  @Nested
  class IgnoredDecisions extends EmbeddedEngine implements IgnoredDecisionsContract {}

  @Nested
  class Silence extends EmbeddedEngine implements SilenceContract {}

  @Nested
  class Crashes extends EmbeddedEngine implements CrashContract {}

  @Nested
  class Expiry extends EmbeddedEngine implements ExpiryContract {}

  @Nested
  class Departing extends EmbeddedEngine implements DeparturesContract {}

  @Nested
  class Clocks extends EmbeddedEngine implements ClockContract {}

  @Nested
  class RepeatedSubmissions extends EmbeddedEngine implements RepeatedSubmissionContract {}

  @Nested
  class Moving extends EmbeddedEngine implements TransferContract {}

  @Nested
  class MovingWhatIsOnItsWay extends EmbeddedEngine implements UndeliveredTransferContract {}
}
