package dev.bursar.tagging.ui.fixes;

import dev.bursar.tagging.writes.Obstacle;

/** Why a tag can't be written, and what to do. */
final class ObstacleText {
    private ObstacleText() {}

    static String of(Obstacle obstacle) {
        return switch (obstacle) {
            case STACK -> "Tagging a CloudFormation stack starts an update of it. Set the tag in the stack.";
            case OWNED_BY_STACK -> "A CloudFormation stack owns this resource. Set the tag in the stack.";
            case TYPE -> "Bursar can\u2019t write tags of this type. Use the script.";
            case TYPE_NOT_CHOSEN -> "This type isn\u2019t among those that Bursar may change.";
            case ACCOUNT_NOT_CHOSEN -> "This account isn\u2019t among those that Bursar may change.";
            case KEY_NOT_CHOSEN -> "This key isn\u2019t among those that Bursar may change.";
            case KEY_OF_AWS -> "AWS sets tags that begin with aws: by itself.";
            case TOO_MANY_TAGS -> "It has 50 tags already, which is the most. Remove one first.";
            case NO_VALUE -> "Enter a value.";
            case VALUE -> "AWS takes up to 256 letters, digits, spaces and _ . : / = + - @.";
            case VALUE_NOT_ALLOWED -> "The policy doesn\u2019t allow this value.";
            case IN_ANOTHER_CHANGE -> "A fix has been proposed already.";
            case GONE -> "The violation is no longer there.";
        };
    }
}
