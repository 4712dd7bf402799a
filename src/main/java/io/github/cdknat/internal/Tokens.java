package io.github.cdknat.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.IResolvable;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.Tokenization;
import software.amazon.awscdk.TokenizedStringFragments;

/**
 * Whether text holds a token. CDK is asked only about what looks like one: each question is a call into another process, and an app has
 * many literals.
 */
public final class Tokens {
    /** "${Token[TOKEN.123]}" in text, "#{Token[TOKEN.123]}" as the item of a list that is one ("Tokens", AWS CDK Developer Guide). */
    private static final String MARK = "{Token[";

    private Tokens() {}

    public static boolean isIn(@Nullable String text) {
        return text != null && text.contains(MARK) && Token.isUnresolved(text);
    }

    /** Whether the list is one token as a whole. */
    public static boolean isWhole(List<String> list) {
        return list.stream().anyMatch(item -> item != null && item.contains(MARK)) && Token.isUnresolved(list);
    }

    /** The token that the text is, if it is nothing else. */
    static @Nullable IResolvable only(String text) {
        TokenizedStringFragments fragments = Tokenization.reverseString(text);
        return fragments.getLength().intValue() == 1 ? fragments.getFirstToken() : null;
    }

    /** Whether two texts are known to be different. */
    static boolean differ(String one, String other) {
        return !isIn(one) && !isIn(other) && !one.equals(other);
    }
}
