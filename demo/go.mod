module dev.podflame/demo

go 1.26
