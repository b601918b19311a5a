"""What people bring: a module for each format, that tells its files by their content and yields what they hold."""
