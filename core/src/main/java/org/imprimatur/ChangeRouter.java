package org.imprimatur;

import java.util.Map;
import java.util.Optional;
import org.imprimatur.approval.RequestApproval;
import org.imprimatur.archive.Archiver;
import org.imprimatur.post.Change;
import org.imprimatur.post.ChangeHandler;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/** Sends each change to the step that follows from it; the same in every runtime. */
final class ChangeRouter implements ChangeHandler {
  private final RequestApproval requestApproval;
  private final Archiver archiver;
  private final Announcements announcements;
  private final Telemetry telemetry;

  ChangeRouter(
      RequestApproval requestApproval,
      Archiver archiver,
      Announcements announcements,
      Telemetry telemetry) {
    this.requestApproval = requestApproval;
    this.archiver = archiver;
    this.announcements = announcements;
    this.telemetry = telemetry;
  }

  @Override
  public void handle(Change change) {
    switch (change.kind()) {
      case INSERTED -> requestApproval.firstTime(change.post());
      case PUBLISHED -> announcements.published(change.post());
      case REJECTED, WITHDRAWN -> archiver.departed(change);
      case EXPIRED -> archiver.expired(change);
    }
    telemetryKind(change)
        .ifPresent(
            kind ->
                telemetry.record(change.post().occurrence(kind, Map.of("eventId", change.id()))));
  }

  private static Optional<Occurrence.Kind> telemetryKind(Change change) {
    return switch (change.kind()) {
      case INSERTED -> Optional.empty();
      case PUBLISHED -> Optional.of(Occurrence.Kind.PUBLISHED);
      case REJECTED -> Optional.of(Occurrence.Kind.REJECTED);
      case WITHDRAWN -> Optional.of(Occurrence.Kind.WITHDRAWN);
      case EXPIRED -> Optional.of(Occurrence.Kind.EXPIRED);
    };
  }
}
