package io.github.metrckeys.catalog;

/** What the body of an endpoint's successful answer is, after the examples on Metrc's pages of 2026 (documented). */
public enum AnswerShape {
    /** An envelope with {@code Data}, {@code Total}, {@code TotalRecords}, {@code PageSize} and so on. */
    PAGE,
    /** A bare array. */
    ARRAY,
    /** An object. */
    OBJECT,
    /** An object with the {@code Ids} of what was written, and {@code Warnings}. */
    IDS,
    /** Nothing, or nothing that is known. */
    NONE
}
