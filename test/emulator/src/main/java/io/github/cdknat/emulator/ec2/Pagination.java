package io.github.cdknat.emulator.ec2;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.Members;
import io.github.cdknat.emulator.core.RequestHandling;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * MaxResults and NextToken of the describe calls: 5 to 1000 items a page (API of each call), all of them in one page without MaxResults;
 * the token is opaque, and an unknown one is refused ("InvalidPaginationToken", "Error codes for the Amazon EC2 API").
 */
record Pagination(Ec2Options options) {
    private static final int FEWEST = 5;
    private static final int MOST = 1000;

    /** The page that was asked for, as the element of that name, with nextToken if more follow. */
    RequestHandling.Outcome outcome(ApiCall call, String element, List<? extends Map<String, Object>> all) {
        int size =
                call.text("MaxResults") == null ? MOST : ParameterValidation.number(call, "MaxResults", FEWEST, MOST);
        int from = call.text("NextToken") == null ? 0 : offset(call.text("NextToken"));
        boolean empty = call.text("MaxResults") != null && from < all.size() && options.emptyPage.get();
        int to = empty ? from : Math.min(all.size(), from + size);
        return RequestHandling.Outcome.read(new Members()
                .with(element, all.subList(Math.min(from, to), to))
                .withIf(to < all.size(), "nextToken", token(to)));
    }

    private static String token(int offset) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("from " + offset).getBytes(StandardCharsets.UTF_8));
    }

    private static int offset(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.matches("from [0-9]{1,9}")) {
                return Integer.parseInt(text.substring("from ".length()));
            }
        } catch (IllegalArgumentException e) {
            // Not one of ours either.
        }
        throw new ApiFaultException(
                "InvalidPaginationToken", "The specified pagination token is not valid or is expired.");
    }
}
