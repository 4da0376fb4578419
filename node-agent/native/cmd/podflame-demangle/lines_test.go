package main

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestAnswersComeInTheOrderOfTheQuestions(t *testing.T) {
	got := answers(t, "main\n_Znwm\n\n_ZN1AC1Ev\n")
	if want := "main\noperator new\n\nA::A\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLastLineNeedsNoNewline(t *testing.T) {
	if got, want := answers(t, "main\n_Znwm"), "main\noperator new\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEveryLineLengthGetsExactlyOneAnswer(t *testing.T) {
	for _, length := range []int{longestSymbol - 2, longestSymbol - 1, longestSymbol, longestSymbol + 1, 3*longestSymbol + 5} {
		long := strings.Repeat("x", length)
		if got, want := answers(t, long+"\n_Znwm\n"), long+"\noperator new\n"; got != want {
			t.Errorf("a line of %d bytes: got %d bytes, want %d", length, len(got), len(want))
		}
		if got, want := answers(t, "_Znwm\n"+long), "operator new\n"+long+"\n"; got != want {
			t.Errorf("a last line of %d bytes: got %d bytes, want %d", length, len(got), len(want))
		}
	}
}

// A co-process that keeps an answer back would leave both sides waiting: this
// test then hangs until Go's test timeout.
func TestAnswerComesBeforeTheNextQuestion(t *testing.T) {
	questions, ask := io.Pipe()
	answer, answered := io.Pipe()
	go func() {
		answered.CloseWithError(demangleLines(questions, answered))
	}()
	lines := bufio.NewReader(answer)
	for _, dialogue := range []struct{ question, answer string }{
		{"_Znwm\n", "operator new\n"},
		{"_ZN1AC1Ev\nhalf", "A::A\n"}, // the beginning of the next one is here already
		{" a line\n", "half a line\n"},
	} {
		if _, err := io.WriteString(ask, dialogue.question); err != nil {
			t.Fatal(err)
		}
		got, err := lines.ReadString('\n')
		if err != nil || got != dialogue.answer {
			t.Fatalf("asked %q, got %q, %v", dialogue.question, got, err)
		}
	}
	ask.Close()
	if rest, err := io.ReadAll(lines); len(rest) > 0 || err != nil {
		t.Errorf("after the end came %q, %v", rest, err)
	}
}

func TestReaderThatWentAwayEndsTheLoop(t *testing.T) {
	gone := errors.New("gone")
	reading, writing := io.Pipe()
	reading.CloseWithError(gone)
	if err := demangleLines(strings.NewReader("main\n"), writing); !errors.Is(err, gone) {
		t.Errorf("got %v, want %v", err, gone)
	}
}

func TestBrokenInputIsAnError(t *testing.T) {
	broken := errors.New("broken")
	reading, writing := io.Pipe()
	writing.CloseWithError(broken)
	if err := demangleLines(reading, io.Discard); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

func answers(t *testing.T, questions string) string {
	t.Helper()
	var out strings.Builder
	if err := demangleLines(strings.NewReader(questions), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
