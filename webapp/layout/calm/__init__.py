"""What a companion and an earlier layout say, so that an edit moves only what it must."""
