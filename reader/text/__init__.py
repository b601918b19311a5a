"""One analysis of text for all rooms: scripts, words, stems, sentences, months, alignment."""
