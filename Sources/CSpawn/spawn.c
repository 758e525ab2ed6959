#include "spawn_shim.h"
