/** The help: the text comes from the server, the shortcuts from the list that the editor binds its keys from. */
import { shortcutGroups } from '../dialogs/keyboard.js';

document.getElementById('help-keyboard')?.append(...shortcutGroups());
