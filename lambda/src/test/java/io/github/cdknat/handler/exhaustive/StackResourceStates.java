package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.Fixtures.RESOURCE;
import static io.github.cdknat.handler.exhaustive.Fixtures.kept;

import io.github.cdknat.handler.plan.Book;
import java.util.List;
import java.util.stream.Stream;

/** What CloudFormation's book can say: the resource's own record, a sibling's, one that is being deleted, none. */
final class StackResourceStates {
    private static final List<Book.Entry> NONE = List.of();
    private static final List<Book.Entry> SIBLING = List.of(new Book.Entry("Sibling", kept("6"), "CREATE_COMPLETE"));
    private static final List<Book.Entry> BESIDE = List.of(new Book.Entry("Sibling", kept("7"), "UPDATE_COMPLETE"));
    private static final List<Book.Entry> HEIRS = List.of(
            new Book.Entry("Renamed", kept("5"), "CREATE_COMPLETE"),
            new Book.Entry("Sibling", kept("7*"), "CREATE_COMPLETE"),
            new Book.Entry("Unborn", "", "CREATE_IN_PROGRESS"));
    private static final List<Book.Entry> LEAVING = List.of(
            new Book.Entry("Sibling", kept("5+6"), "DELETE_IN_PROGRESS"),
            new Book.Entry("Elsewhere", "nat-0def/10.0.1.7", "CREATE_COMPLETE"));

    private StackResourceStates() {}

    static List<Book> all() {
        return List.of(
                book(NONE, NONE),
                book(NONE, SIBLING),
                book(NONE, HEIRS),
                book(own(kept("5"), "UPDATE_IN_PROGRESS"), SIBLING),
                book(own(kept("5"), "UPDATE_IN_PROGRESS"), BESIDE),
                book(own(kept("5"), "UPDATE_IN_PROGRESS"), LEAVING),
                book(own(kept("5*+6"), "UPDATE_COMPLETE"), NONE),
                book(own(kept("7"), "UPDATE_COMPLETE"), HEIRS),
                book(own(kept("5"), "DELETE_IN_PROGRESS"), SIBLING));
    }

    /** No sibling. */
    static List<Book> alone() {
        return List.of(
                book(NONE, NONE),
                book(own(kept("5"), "UPDATE_IN_PROGRESS"), NONE),
                book(own("nat-0def/10.0.1.5", "UPDATE_IN_PROGRESS"), NONE));
    }

    private static Book book(List<Book.Entry> own, List<Book.Entry> others) {
        return new Book(Stream.concat(own.stream(), others.stream()).toList());
    }

    private static List<Book.Entry> own(String physicalId, String status) {
        return List.of(new Book.Entry(RESOURCE, physicalId, status));
    }
}
