"""Small drawings, 24 by 24, made of lines; each stands beside a word, never alone."""

# ruff: noqa: E501 - a drawing is one line

ICONS = {
    "check": '<path d="M4 12.5 9.5 18 20 6.5"/>',
    "cross": '<path d="M6 6l12 12M18 6 6 18"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.1"/>',
    "warn": '<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v4.5M12 17.4v.1"/>',
    "stop": '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z"/><path d="M12 7.5v5.5M12 16.4v.1"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>',
    "pause": '<circle cx="12" cy="12" r="9"/><path d="M10 9v6M14 9v6"/>',
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "back": '<path d="M20 12H5M11 6l-6 6 6 6"/>',
    "file": '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 12h6M9 16h6"/>',
    "letter": '<path d="M3 5.5h18v13H3z"/><path d="m3 7 9 7 9-7"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c.8-4.5 3.7-7 8-7s7.2 2.5 8 7"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "inbox": '<path d="M3 13.5 6 5h12l3 8.5V19H3z"/><path d="M3 13.5h5.5a3.5 3.5 0 0 0 7 0H21"/>',
    "old-age": '<path d="M4 20V11l8-6.5 8 6.5v9z"/><path d="M9.5 20v-5.5h5V20"/>',
    "medical": '<path d="M9 3.5h6V9h5.5v6H15v5.5H9V15H3.5V9H9z"/>',
    "calculator": '<path d="M5 3h14v18H5z"/><path d="M8.5 7h7M8.5 12h.1M12 12h.1M15.5 12h.1M8.5 16.5h.1M12 16.5h.1M15.5 16.5h.1"/>',
    "place": '<path d="M12 21.5c4.5-5 7-8.5 7-11.5a7 7 0 0 0-14 0c0 3 2.5 6.5 7 11.5z"/><circle cx="12" cy="10" r="2.5"/>',
    "calendar": '<path d="M4 5.5h16V21H4zM4 10h16M8 3v4M16 3v4"/>',
    "print": '<path d="M7 8V3h10v5M7 17H3V8h18v9h-4M7 14h10v7H7z"/>',
    "speak": '<path d="M4 9.5v5h4l5 4v-13l-5 4zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11"/>',
    "text-size": '<path d="M2.5 19 8 6l5.5 13M4.3 15h7.4M14.5 19l3.5-8 3.5 8M15.6 16.5h4.8"/>',
    "phone": '<path d="M5 3h4l2 5-2.5 2a12 12 0 0 0 5.5 5.5l2-2.5 5 2v4c-9.5 1.5-17.5-6.5-16-16z"/>',
    "money": '<circle cx="12" cy="12" r="9"/><path d="m8.5 7.5 3.5 4.5 3.5-4.5M12 12v5M9.5 12.2h5M9.5 14.7h5"/>',
    "months": '<path d="M3.5 4.5h5v5h-5zM9.5 4.5h5v5h-5zM15.5 4.5h5v5h-5zM3.5 14.5h5v5h-5zM9.5 14.5h5v5h-5zM15.5 14.5h5v5h-5z"/>',
    "copy": '<path d="M9 8h11v13H9z"/><path d="M15 8V3H4v13h5"/>',
}
