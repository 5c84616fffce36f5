package org.imprimatur.contract;

import org.imprimatur.event.Subscription;
import org.imprimatur.post.ChangeHandler;

/** What happens to deliveries on their way to their handlers. */
interface Weather {
  /** Every delivery arrives as the engine makes it. */
  Weather CALM =
      new Weather() {
        @Override
        public ChangeHandler over(ChangeHandler handler) {
          return handler;
        }

        @Override
        public Subscription over(Subscription subscription) {
          return subscription;
        }
      };

  /** A handler of changes in this weather. */
  ChangeHandler over(ChangeHandler handler);

  /** A subscription in this weather. */
  Subscription over(Subscription subscription);
}
