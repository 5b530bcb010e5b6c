#pragma once

/// Keeps the options linked: jemalloc reads them by name, so that nothing else refers to them.
void cocarde_keep_allocator_options(void);
