package org.imprimatur.contract;

import org.imprimatur.event.EventHandler;
import org.imprimatur.post.ChangeHandler;

/** What happens to deliveries on their way to their handlers. */
interface Weather {
  /** Every delivery arrives as the engine makes it. */
  Weather CALM =
      new Weather() {
        @Override
        public ChangeHandler overChanges(ChangeHandler handler) {
          return handler;
        }

        @Override
        public EventHandler overEvents(EventHandler handler) {
          return handler;
        }
      };

  /** A handler of changes in this weather. */
  ChangeHandler overChanges(ChangeHandler handler);

  /** A handler of events in this weather. */
  EventHandler overEvents(EventHandler handler);
}
