package org.imprimatur;

import java.util.Map;
import java.util.Optional;
import org.imprimatur.approval.RequestApproval;
import org.imprimatur.archive.Archiver;
import org.imprimatur.audit.Audit;
import org.imprimatur.mail.RequestMail;
import org.imprimatur.notice.Notice;
import org.imprimatur.notice.NotifyAuthor;
import org.imprimatur.post.Change;
import org.imprimatur.post.ChangeHandler;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/** Sends each change to the step that follows from it; the same in every runtime. */
final class ChangeRouter implements ChangeHandler {
  private final RequestApproval requestApproval;
  private final Archiver archiver;
  private final Announcements announcements;
  private final Audit audit;
  private final NotifyAuthor notifyAuthor;
  private final Optional<RequestMail> requestMail;
  private final Telemetry telemetry;

  ChangeRouter(
      RequestApproval requestApproval,
      Archiver archiver,
      Announcements announcements,
      Audit audit,
      NotifyAuthor notifyAuthor,
      Optional<RequestMail> requestMail,
      Telemetry telemetry) {
    this.requestApproval = requestApproval;
    this.archiver = archiver;
    this.announcements = announcements;
    this.audit = audit;
    this.notifyAuthor = notifyAuthor;
    this.requestMail = requestMail;
    this.telemetry = telemetry;
  }

  @Override
  public void handle(Change change) {
    audit.changed(change);
    Optional<Notice> told = notifyAuthor.changed(change);
    switch (change.kind()) {
      case INSERTED, REVISED -> requestApproval.firstTime(change.post());
      case PUBLISHED -> announcements.published(change.post());
      case REJECTED, WITHDRAWN -> archiver.departed(change);
      case EXPIRED -> archiver.expired(change);
      default -> {}
    }
    // Last: what keeps a mail from being asked for keeps nothing else from being done.
    told.ifPresent(notice -> requestMail.ifPresent(request -> request.about(notice)));
    telemetryKind(change)
        .ifPresent(
            kind ->
                telemetry.record(change.post().occurrence(kind, Map.of("eventId", change.id()))));
  }

  private static Optional<Occurrence.Kind> telemetryKind(Change change) {
    return switch (change.kind()) {
      case INSERTED -> Optional.empty();
      case REVISED -> Optional.of(Occurrence.Kind.REVISED);
      case HELD -> Optional.of(Occurrence.Kind.HELD);
      case PUBLISHED -> Optional.of(Occurrence.Kind.PUBLISHED);
      case UPDATED -> Optional.of(Occurrence.Kind.UPDATED);
      case CHANGES_REQUESTED -> Optional.of(Occurrence.Kind.CHANGES_REQUESTED);
      case REVISION_REJECTED -> Optional.of(Occurrence.Kind.REVISION_REJECTED);
      case REVISION_WITHDRAWN -> Optional.of(Occurrence.Kind.REVISION_WITHDRAWN);
      case REJECTED -> Optional.of(Occurrence.Kind.REJECTED);
      case WITHDRAWN -> Optional.of(Occurrence.Kind.WITHDRAWN);
      case REPORTED -> Optional.of(Occurrence.Kind.REPORTED);
      case HIDDEN -> Optional.of(Occurrence.Kind.HIDDEN);
      case KEPT -> Optional.of(Occurrence.Kind.KEPT);
      case RENEWED -> Optional.of(Occurrence.Kind.RENEWED);
      case EXPIRING -> Optional.of(Occurrence.Kind.EXPIRING);
      case EXPIRED -> Optional.of(Occurrence.Kind.EXPIRED);
    };
  }
}
