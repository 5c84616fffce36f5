package org.imprimatur.screening;

import com.ibm.icu.text.UnicodeSet;
import java.util.Optional;
import org.imprimatur.screening.Finding.Action;

/** A title or a body of which a reader would see nothing: invisible letters, links without text. */
record NothingVisible(Consequence then) implements Rule {
  static final String NAME = "nothing-visible";
  private static final String MESSAGE = "There is nothing to see in it.";

  private static final UnicodeSet BLANK =
      new UnicodeSet(
              "[[:White_Space:][:Default_Ignorable_Code_Point:][:Cc:][:Cf:][:Cs:][:Mn:][:Me:]"
                  + "\\u2800\\U0001D159]")
          .freeze();

  static Rule of(Keys keys) {
    return new NothingVisible(Consequence.of(keys, Action.REJECT, MESSAGE));
  }

  @Override
  public Optional<Finding> examine(Candidate post) {
    if (BLANK.containsAll(post.title())) {
      return Optional.of(then.of(NAME, "title"));
    }
    Rendered body = post.body();
    return !body.drawn() && BLANK.containsAll(body.text())
        ? Optional.of(then.of(NAME, "body"))
        : Optional.empty();
  }
}
