package org.imprimatur.aws;

import org.imprimatur.contract.ArchiveContract;
import org.imprimatur.contract.AskingContract;
import org.imprimatur.contract.AuditTrailContract;
import org.imprimatur.contract.ChangesContract;
import org.imprimatur.contract.ClockContract;
import org.imprimatur.contract.CrashContract;
import org.imprimatur.contract.DeadLettersContract;
import org.imprimatur.contract.DecideContract;
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

/**
 * The AWS runtime held to every contract, on the streams, the bus and the queues of an endpoint.
 */
class ContractsOnEndpoint {
  @Nested
  class Adding extends EndpointEngine implements PostsContract {}

  @Nested
  class Deciding extends EndpointEngine implements DecideContract {}

  @Nested
  class Withdrawing extends EndpointEngine implements WithdrawContract {}

  @Nested
  class Lists extends EndpointEngine implements PostListsContract {}

  @Nested
  class Asking extends EndpointEngine implements AskingContract {}

  @Nested
  class Changes extends EndpointEngine implements ChangesContract {}

  @Nested
  class Archiving extends EndpointEngine implements ArchiveContract {}

  @Nested
  class SignedIn extends EndpointEngine implements SessionsContract {}

  @Nested
  class Entries extends EndpointEngine implements ExpiringEntriesContract {}

  @Nested
  class Bus extends EndpointEngine implements EventBusContract {}

  @Nested
  class Parked extends EndpointEngine implements DeadLettersContract {}

  @Nested
  class Revisions extends EndpointEngine implements RevisionsContract {}

  @Nested
  class SecondLook extends EndpointEngine implements SecondLookContract {}

  @Nested
  class Trail extends EndpointEngine implements AuditTrailContract {}

  @Nested
  class Told extends EndpointEngine implements NoticesContract {}

  @Nested
  class Mailed extends EndpointEngine implements MailContract {}

  @Nested
  class Recipients extends EndpointEngine implements RecipientsContract {}

  @Nested
  class Leaving extends EndpointEngine implements RemoveAccountContract {}

  @Nested
  class Races extends EndpointEngine implements RacesContract {}

  @Nested
  class WholeFlow extends EndpointEngine implements WholeFlowContract {}

  @Nested
  class IgnoredDecisions extends EndpointEngine implements IgnoredDecisionsContract {}

  @Nested
  class Silence extends EndpointEngine implements SilenceContract {}

  @Nested
  class Crashes extends EndpointEngine implements CrashContract {}

  @Nested
  class Expiry extends EndpointEngine implements ExpiryContract {}

  @Nested
  class Clocks extends EndpointEngine implements ClockContract {}

  @Nested
  class RepeatedSubmissions extends EndpointEngine implements RepeatedSubmissionContract {}

  @Nested
  class Moving extends EndpointEngine implements TransferContract {}
}
