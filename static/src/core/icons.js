/** Icons of the Lucide set (16 px, line 1.5), by our names. Shapes of the language are drawn as themselves. */
import {
  AlertTriangle, AlignLeft, ArrowLeft, ArrowRight, Check, ChevronDown, ChevronLeft, ChevronRight, Circle, CircleAlert, Clipboard, Code, Copy, Crosshair, Diamond,
  Dices, Download, Ellipsis, ExternalLink, Eye, File, FilePlus, FoldHorizontal, Hand, History, Info, Keyboard, LayoutTemplate, Link, List, ListOrdered, Maximize, Minus, Moon, MousePointer2, OctagonAlert, Pause,
  Pencil, Play, Plus, Redo2, Repeat, RotateCcw, Rows3, Search, Share, SkipBack, SkipForward, SlidersHorizontal, Spline, Square, SquareCheck, StepBack, StepForward,
  Sun, SunMoon, Trash2, Undo2, Upload, WandSparkles, WifiOff, Workflow, X,
} from 'lucide';
import { s } from './dom.js';

const ICONS = {
  warning: AlertTriangle, 'arrow-left': ArrowLeft, 'arrow-right': ArrowRight, check: Check, 'chevron-down': ChevronDown, 'chevron-left': ChevronLeft,
  'chevron-right': ChevronRight, circle: Circle, alert: CircleAlert, paste: Clipboard, 'close-gap': FoldHorizontal, code: Code, copy: Copy, center: Crosshair, diamond: Diamond, dice: Dices,
  download: Download, more: Ellipsis, external: ExternalLink, eye: Eye, file: File, format: AlignLeft, 'file-plus': FilePlus, hand: Hand, history: History, hint: Info, keyboard: Keyboard, layout: LayoutTemplate, link: Link,
  list: List, numbers: ListOrdered, loop: Repeat, fit: Maximize, minus: Minus, moon: Moon, pointer: MousePointer2, error: OctagonAlert, pause: Pause, pencil: Pencil, play: Play, plus: Plus,
  redo: Redo2, restart: RotateCcw, lane: Rows3, search: Search, share: Share, 'to-start': SkipBack, 'to-end': SkipForward, inspector: SlidersHorizontal,
  connect: Spline, rectangle: Square, taskbox: SquareCheck, 'step-back': StepBack, step: StepForward, sun: Sun, theme: SunMoon, trash: Trash2, undo: Undo2,
  upload: Upload, tidy: WandSparkles, offline: WifiOff, workflow: Workflow, close: X,
};

/** @typedef {keyof typeof ICONS} IconName */

/** An icon, hidden from screen readers: the button around it carries the name. @param {IconName} name @param {number} [size] @returns {SVGElement} */
export function icon(name, size = 16) {
  const shapes = ICONS[name].map(([tag, attributes]) => s(tag, attributes));
  return s('svg', {
    class: `icon icon-${name}`, viewBox: '0 0 24 24', width: size, height: size, fill: 'none', stroke: 'currentColor',
    'stroke-width': 1.75, 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true', focusable: 'false',
  }, ...shapes);
}
