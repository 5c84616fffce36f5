package org.imprimatur.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What people and approval services do to a few posts in two minutes.
 *
 * @param acts in the order of their time
 */
record History(List<Act> acts) {
  /** When everything has been done, in seconds. */
  static final int LENGTH = 120;

  private static final int MOST_POSTS = 6;

  /** Keeps its own copy. */
  History {
    acts = List.copyOf(acts);
  }

  /** The history of this seed, of posts with these fates. */
  static History of(long seed, List<Fate> fates) {
    Random random = new Random(seed);
    List<Act> acts = new ArrayList<>();
    int posts = 1 + random.nextInt(MOST_POSTS);
    for (int post = 0; post < posts; post++) {
      Fate fate = fates.get(random.nextInt(fates.size()));
      acts.addAll(story(fate + " " + post, fate, random));
    }
    acts.sort(Comparator.comparingInt(Act::second));
    return new History(acts);
  }

  private static List<Act> story(String post, Fate fate, Random random) {
    int submitted = random.nextInt(LENGTH / 2);
    List<Act> acts = new ArrayList<>();
    acts.add(new Act(submitted, post, Act.Kind.SUBMIT));
    for (Act.Kind kind : fate.acts()) {
      acts.add(new Act(submitted + random.nextInt(LENGTH / 2), post, kind));
    }
    return acts;
  }
}
