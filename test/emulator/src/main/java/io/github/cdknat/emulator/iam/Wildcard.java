package io.github.cdknat.emulator.iam;

/**
 * A text of a policy in which {@code *} stands for any characters and {@code ?} for one ("IAM JSON policy elements: Resource", IAM
 * User Guide).
 */
record Wildcard(String text, boolean ignoringCase) {
    /** Walks both texts at once, and comes back to the last star when they part. */
    boolean matches(String other) {
        int at = 0;
        int star = -1;
        int resume = 0;
        int i = 0;
        while (i < other.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                resume = i;
            } else if (at < text.length() && (text.charAt(at) == '?' || same(text.charAt(at), other.charAt(i)))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == '*') {
            at++;
        }
        return at == text.length();
    }

    private boolean same(char a, char b) {
        return a == b || ignoringCase && Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
