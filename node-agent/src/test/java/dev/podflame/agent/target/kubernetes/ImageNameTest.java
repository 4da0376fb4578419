package dev.podflame.agent.target.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTest {

    @ParameterizedTest
    @CsvSource({
        "nginx, nginx, ''",
        "nginx:1.25, nginx, 1.25",
        "registry:5000/shop/web, registry:5000/shop/web, ''",
        "registry:5000/shop/web:3, registry:5000/shop/web, 3",
        "shop/web:3@sha256:abc, shop/web, 3",
        "shop/web@sha256:abc, shop/web, ''",
        "'', '', ''",
    })
    void anImageHasARepositoryAndPerhapsATag(String image, String repository, String tag) {
        assertEquals(new ImageName(repository, tag), ImageName.parse(image));
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io/library/nginx@sha256:abc, docker.io/library/nginx@sha256:abc",
        "docker-pullable://nginx@sha256:abc, nginx@sha256:abc",
        "sha256:abc, ''",
        "docker://sha256:abc, ''",
        "'', ''",
    })
    void onlyAnImageOfARegistryHasADigestThere(String imageId, String digest) {
        assertEquals(digest, ImageName.repoDigest(imageId));
    }
}
