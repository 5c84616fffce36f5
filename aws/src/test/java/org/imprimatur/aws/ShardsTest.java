package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprimatur.contract.Walk;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PostId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {
  @Test
  void idsAreSpreadOverAllPartitions() {
    assertThat(
            IntStream.range(0, 16)
                .mapToObj(ShardsTest::id)
                .collect(Collectors.groupingBy(Shards::of)))
        .containsOnlyKeys(Shards.ALL)
        .allSatisfy((shard, ids) -> assertThat(ids).hasSize(4));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 40})
  void walkThroughAllPartitionsShowsEachPlaceOnceInOrder(int limit) {
    Random random = new Random(limit);
    List<TreeSet<Integer>> partitions =
        IntStream.range(0, 4).mapToObj(i -> new TreeSet<Integer>()).toList();
    List<Integer> all = IntStream.range(0, 40).boxed().toList();
    all.forEach(place -> partitions.get(random.nextInt(4)).add(place));

    List<Integer> seen =
        Walk.all(page -> Shards.merged(pages(partitions, page), limit, ShardsTest::place), limit);

    assertThat(seen).isEqualTo(all);
  }

  @Test
  void partitionThatIsNotWalkedThroughHoldsBackWhatLiesBehind() {
    Page<Integer> ended = new Page<>(List.of(1, 5, 9), Optional.empty());
    Page<Integer> goesOn = new Page<>(List.of(2), Optional.of(place(6)));

    Page<Integer> merged = Shards.merged(List.of(ended, goesOn), 10, ShardsTest::place);

    assertThat(merged).isEqualTo(new Page<>(List.of(1, 2, 5), Optional.of(place(6))));
  }

  private static List<Page<Integer>> pages(List<TreeSet<Integer>> partitions, PageRequest page) {
    return partitions.stream()
        .map(
            partition ->
                partition.stream()
                    .filter(i -> page.after().map(after -> number(after) < i).orElse(true))
                    .limit(page.limit() + 1L)
                    .toList())
        .map(items -> Page.of(items, page.limit(), ShardsTest::place))
        .toList();
  }

  private static Cursor place(int i) {
    return new Cursor(Instant.ofEpochMilli(i / 3), id(i).value());
  }

  private static int number(Cursor place) {
    return Integer.parseInt(place.id(), 16);
  }

  private static PostId id(int i) {
    return new PostId("%032x".formatted(i));
  }
}
