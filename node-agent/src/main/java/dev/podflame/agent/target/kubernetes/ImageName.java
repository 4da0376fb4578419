package dev.podflame.agent.target.kubernetes;

/// The parts of an image's name, such as `registry:5000/shop/web:3@sha256:…`.
///
/// @param repository everything before tag and digest
/// @param tag empty if there is none
record ImageName(String repository, String tag) {

    static ImageName parse(String image) {
        int digest = image.indexOf('@');
        String named = digest < 0 ? image : image.substring(0, digest);
        int colon = named.lastIndexOf(':');
        // A colon before the last slash is the one of a registry's port.
        boolean tagged = colon > named.lastIndexOf('/');
        return tagged ? new ImageName(named.substring(0, colon), named.substring(colon + 1)) : new ImageName(named, "");
    }

    /// The digest by which a registry knows the image, such as `shop/web@sha256:…`; empty for an image that came from
    /// none. Docker puts `docker-pullable://` before it.
    static String repoDigest(String imageId) {
        String plain = withoutScheme(imageId);
        return plain.contains("@") ? plain : "";
    }

    /// What stands after `containerd://`, `cri-o://`, `docker://` and the like.
    static String withoutScheme(String id) {
        int scheme = id.indexOf("://");
        return scheme < 0 ? id : id.substring(scheme + 3);
    }
}
