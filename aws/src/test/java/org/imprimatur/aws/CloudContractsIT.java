package org.imprimatur.aws;

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
import org.imprimatur.contract.SecondLookContract;
import org.imprimatur.contract.SessionsContract;
import org.imprimatur.contract.SilenceContract;
import org.imprimatur.contract.TransferContract;
import org.imprimatur.contract.WholeFlowContract;
import org.imprimatur.contract.WithdrawContract;
import org.junit.jupiter.api.Nested;

/** The AWS runtime held to every contract. */
class CloudContractsIT {
  @Nested
  class Adding extends CloudEngine implements PostsContract {}

  @Nested
  class Deciding extends CloudEngine implements DecideContract {}

  @Nested
  class Withdrawing extends CloudEngine implements WithdrawContract {}

  @Nested
  class Lists extends CloudEngine implements PostListsContract {}

  @Nested
  class Asking extends CloudEngine implements AskingContract {}

  @Nested
  class Changes extends CloudEngine implements ChangesContract {}

  @Nested
  class Archiving extends CloudEngine implements ArchiveContract {}

  @Nested
  class SignedIn extends CloudEngine implements SessionsContract {}

  @Nested
  class Entries extends CloudEngine implements ExpiringEntriesContract {}

  @Nested
  class Bus extends CloudEngine implements EventBusContract {}

  @Nested
  class Parked extends CloudEngine implements DeadLettersContract {}

  @Nested
  class Revisions extends CloudEngine implements RevisionsContract {}

  @Nested
  class SecondLook extends CloudEngine implements SecondLookContract {}

  @Nested
  class Trail extends CloudEngine implements AuditTrailContract {}

  @Nested
  class Told extends CloudEngine implements NoticesContract {}

  @Nested
  class Mailed extends CloudEngine implements MailContract {}

  @Nested
  class Recipients extends CloudEngine implements RecipientsContract {}

  @Nested
  class Leaving extends CloudEngine implements RemoveAccountContract {}

  @Nested
  class Races extends CloudEngine implements RacesContract {}

  @Nested
  class WholeFlow extends CloudEngine implements WholeFlowContract {}

  @Nested
  class IgnoredDecisions extends CloudEngine implements IgnoredDecisionsContract {}

  @Nested
  class Silence extends CloudEngine implements SilenceContract {}

  @Nested
  class Crashes extends CloudEngine implements CrashContract {}

  @Nested
  class Expiry extends CloudEngine implements ExpiryContract {}

  @Nested
  class Departing extends CloudEngine implements DeparturesContract {
    /** Fewer than elsewhere: each takes many answers of a table. */
    @Override
    public int departures() {
      return Integer.getInteger("imprimatur.departures", 30);
    }
  }

  @Nested
  class Clocks extends CloudEngine implements ClockContract {}

  @Nested
  class RepeatedSubmissions extends CloudEngine implements RepeatedSubmissionContract {}

  @Nested
  class Moving extends CloudEngine implements TransferContract {}
}
