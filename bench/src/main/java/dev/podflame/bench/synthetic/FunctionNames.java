package dev.podflame.bench.synthetic;

import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;

/// The functions of the made-up service: classes of a shop, a dozen methods each. Every number gives another name.
final class FunctionNames {
    private static final String[] PACKAGES = {
        "cart", "catalog", "checkout", "customer", "delivery", "discount", "invoice", "ledger",
        "payment", "price", "refund", "returns", "search", "stock", "tax", "warehouse"
    };
    private static final String[] SUBJECTS = {
        "Address", "Article", "Basket", "Bundle", "Card", "Category", "Coupon", "Currency", "Day", "Gift",
        "Label", "Offer", "Order", "Parcel", "Position", "Rate", "Receipt", "Review", "Route", "Voucher"
    };
    private static final String[] ROLES = {
        "Builder", "Cache", "Checker", "Codec", "Controller", "Filter", "Index", "Loader",
        "Mapper", "Parser", "Queue", "Reader", "Repository", "Rule", "View", "Writer"
    };
    private static final String[] METHODS = {
        "accept", "add", "apply", "decode", "encode", "find", "load", "merge", "next", "resolve", "update", "write"
    };

    private FunctionNames() {}

    static Frame frame(int function) {
        String method = METHODS[function % METHODS.length];
        int type = function / METHODS.length;
        String role = ROLES[type % ROLES.length];
        int rest = type / ROLES.length;
        String subject = SUBJECTS[rest % SUBJECTS.length];
        rest /= SUBJECTS.length;
        String folder = PACKAGES[rest % PACKAGES.length];
        int generation = rest / PACKAGES.length;
        String name = subject + role + (generation == 0 ? "" : Integer.toString(generation + 1));
        return new Frame(
                "com.example.shop." + folder + "." + name + "." + method, name + ".java", 0, "", FrameKind.JVM);
    }
}
