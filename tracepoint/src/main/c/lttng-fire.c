/*
 * Hands one event to every LTTng session that wants it: the whole of it between RCU lock and unlock in
 * one call, so that no thread of the JVM is ever stopped at a safepoint while it holds the lock.
 *
 * Compiled once, to position-independent code without relocations; its bytes are the resource
 * dev/muninn/tracepoint/lttng/fire-x86_64.hex (see build-fire-stub.sh; a test compares the two). At run
 * time they are put into .text of each generated object. The structures are those of liblttng-ust 2.13
 * (LTTng's <lttng/ust-events.h>, <lttng/ust-ringbuffer-context.h>, <lttng/tracepoint-types.h>; provider
 * version 3.0), spelled out here by offset so that no header of LTTng's is needed.
 */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long u64;

enum { EVENT_TYPE_RECORDER = 0, EVENT_TYPE_NOTIFIER = 1 };

/* How a field lies in the payload; written by LttngEventInfo.java. */
enum {
	KIND_INT8 = 1, KIND_UINT8, KIND_INT16, KIND_UINT16, KIND_INT32, KIND_UINT32,
	KIND_WORD,	/* 64 bits of any type, doubles too */
	KIND_STRING,	/* bytes and a NUL */
	KIND_SEQUENCE,	/* u32 length, bytes */
	MAX_FIELDS = 6
};

/* Ours, one per event; its address is the last word of the event's cell. */
struct event_info {
	void (*rcu_read_lock)(void);
	void (*rcu_read_unlock)(void);
	void *callback;		/* the class's probe_callback: probes with another one are not ours */
	void *ip;		/* what the "ip" context shows: the event's USDT stub, which has a name */
	u32 nr_fields;
	u8 kinds[MAX_FIELDS];
};

struct probe {
	void *func;
	struct event *data;
};

/* struct lttng_ust_tracepoint, and our pointer behind it. */
struct cell {
	u32 struct_size;
	char *provider_name;
	char *event_name;
	u64 state_word;
	struct probe *probes;
	void *provider_ref;
	char *signature;
	struct event_info *info;
};

struct probe_ctx {
	u32 struct_size;
	void *ip;
};

struct notification_ctx {
	u32 struct_size;
	int eval_capture;
};

struct ring_buffer_ctx {
	u32 struct_size;
	void *client_priv;
	u64 data_size;
	int largest_align;
	struct probe_ctx *probe_ctx;
	void *priv;
};

struct channel_ops {
	u32 struct_size;
	void *priv;
	int (*event_reserve)(struct ring_buffer_ctx *);
	void (*event_commit)(struct ring_buffer_ctx *);
	void (*event_write)(struct ring_buffer_ctx *, const void *, u64, u64);
};

struct session {
	u32 struct_size;
	void *priv;
	volatile int active;
};

struct channel_common {
	u32 struct_size;
	void *priv;
	int type;
	void *child;
	volatile int enabled;
	struct session *session;
};

struct channel_buffer {
	u32 struct_size;
	struct channel_common *parent;
	void *priv;
	struct channel_ops *ops;
};

struct event_recorder {
	u32 struct_size;
	struct event *parent;
	void *priv;
	struct channel_buffer *chan;
};

struct event_notifier {
	u32 struct_size;
	struct event *parent;
	void *priv;
	volatile int eval_capture;
	void (*notification_send)(struct event_notifier *, const char *, struct probe_ctx *,
				  struct notification_ctx *);
};

struct event {
	u32 struct_size;
	void *priv;
	int type;
	void *child;
	volatile int enabled;
	volatile int eval_filter;
	int (*run_filter)(struct event *, const char *, struct probe_ctx *, void *);
};

_Static_assert(sizeof(struct cell) == 64 && __builtin_offsetof(struct cell, state_word) == 24, "cell");
_Static_assert(__builtin_offsetof(struct event, run_filter) == 40, "event");
_Static_assert(__builtin_offsetof(struct channel_common, session) == 40, "channel_common");
_Static_assert(__builtin_offsetof(struct event_notifier, notification_send) == 32, "event_notifier");
_Static_assert(sizeof(struct ring_buffer_ctx) == 48, "ring_buffer_ctx");

#define LOAD(type, from) ({ type value_; __builtin_memcpy(&value_, (from), sizeof value_); value_; })

/* What filters and captures read: an 8-byte slot per field, 16 for a sequence (length, pointer). */
static inline void interpreter_stack(const struct event_info *info, const u8 *payload, u64 *stack)
{
	const u8 *from = payload;
	for (u32 i = 0; i < info->nr_fields; i++) {
		switch (info->kinds[i]) {
		case KIND_INT8: *stack++ = (u64) (long) (signed char) *from; from += 1; break;
		case KIND_UINT8: *stack++ = *from; from += 1; break;
		case KIND_INT16: *stack++ = (u64) (long) LOAD(short, from); from += 2; break;
		case KIND_UINT16: *stack++ = LOAD(u16, from); from += 2; break;
		case KIND_INT32: *stack++ = (u64) (long) LOAD(int, from); from += 4; break;
		case KIND_UINT32: *stack++ = LOAD(u32, from); from += 4; break;
		case KIND_WORD: *stack++ = LOAD(u64, from); from += 8; break;
		case KIND_STRING:
			*stack++ = (u64) from;
			while (*from++)
				;
			break;
		case KIND_SEQUENCE: {
			u32 length = LOAD(u32, from);
			from += 4;
			*stack++ = length;
			*stack++ = (u64) from;
			from += length;
			break;
		}
		}
	}
}

static inline void record(struct event_recorder *recorder, struct probe_ctx *probe_ctx,
			  const u8 *payload, u64 size)
{
	struct channel_ops *ops = recorder->chan->ops;
	struct ring_buffer_ctx ctx;
	ctx.struct_size = sizeof ctx;
	ctx.client_priv = recorder;
	ctx.data_size = size;
	ctx.largest_align = 1;
	ctx.probe_ctx = probe_ctx;
	ctx.priv = 0;
	if (ops->event_reserve(&ctx) < 0)
		return;
	ops->event_write(&ctx, payload, size, 1);
	ops->event_commit(&ctx);
}

static inline int session_wants(struct event *event)
{
	struct event_recorder *recorder = event->child;
	struct channel_common *channel = recorder->chan->parent;
	return channel->session->active && channel->enabled;
}

/* Entry point; the only symbol, at offset 0. */
void fire(struct cell *cell, const u8 *payload, u64 size)
{
	if (!cell)
		return;
	struct event_info *info = cell->info;
	info->rcu_read_lock();
	struct probe *probe = __atomic_load_n(&cell->probes, __ATOMIC_ACQUIRE);
	for (; probe && probe->func; probe++) {
		struct event *event = probe->data;
		if (probe->func != info->callback)
			continue;
		if (event->type != EVENT_TYPE_RECORDER && event->type != EVENT_TYPE_NOTIFIER)
			continue;
		if (event->type == EVENT_TYPE_RECORDER && !session_wants(event))
			continue;
		if (!event->enabled)
			continue;
		struct event_notifier *notifier = event->type == EVENT_TYPE_NOTIFIER ? event->child : 0;
		int capture = notifier ? notifier->eval_capture : 0;
		int filter = event->eval_filter;
		struct probe_ctx probe_ctx;
		probe_ctx.struct_size = sizeof probe_ctx;
		probe_ctx.ip = info->ip;
		u64 stack[2 * MAX_FIELDS];
		if (filter || capture)
			interpreter_stack(info, payload, stack);
		if (filter && event->run_filter(event, (const char *) stack, &probe_ctx, 0))
			continue;
		if (notifier) {
			struct notification_ctx notification_ctx;
			notification_ctx.struct_size = sizeof notification_ctx;
			notification_ctx.eval_capture = capture;
			notifier->notification_send(notifier, (const char *) stack, &probe_ctx, &notification_ctx);
		} else {
			record(event->child, &probe_ctx, payload, size);
		}
	}
	info->rcu_read_unlock();
}
