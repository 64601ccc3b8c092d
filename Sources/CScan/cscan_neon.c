/* 64-bit Arm: NEON. */
#if defined(__aarch64__)
#include <arm_neon.h>

#include "cscan_plain.h"

#define KERNEL(name) cscan_neon_##name

typedef uint8x16x4_t block;

/* De-interleaving: lane j of part i is byte 4j + i, which lets two shifts gather the bits of four parts. */
static inline block load64(const uint8_t *bytes) { return vld4q_u8(bytes); }

static inline uint64_t gather(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
  uint8x16_t ab = vsriq_n_u8(b, a, 1);
  uint8x16_t cd = vsriq_n_u8(d, c, 1);
  uint8x16_t abcd = vsriq_n_u8(cd, ab, 2);
  uint8x16_t folded = vsriq_n_u8(abcd, abcd, 4);
  return vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(folded), 4)), 0);
}

static inline uint64_t equal64(block data, uint8_t byte) {
  uint8x16_t wanted = vdupq_n_u8(byte);
  return gather(vceqq_u8(data.val[0], wanted), vceqq_u8(data.val[1], wanted), vceqq_u8(data.val[2], wanted),
                vceqq_u8(data.val[3], wanted));
}

static inline uint64_t high64(block data) {
  uint8x16_t zero = vdupq_n_u8(0);
  return gather(vcltq_s8(vreinterpretq_s8_u8(data.val[0]), vreinterpretq_s8_u8(zero)),
                vcltq_s8(vreinterpretq_s8_u8(data.val[1]), vreinterpretq_s8_u8(zero)),
                vcltq_s8(vreinterpretq_s8_u8(data.val[2]), vreinterpretq_s8_u8(zero)),
                vcltq_s8(vreinterpretq_s8_u8(data.val[3]), vreinterpretq_s8_u8(zero)));
}

#define prefix_xor plain_prefix_xor
#define emit plain_emit
#define list_bits plain_list_bits
#define extract plain_extract
#include "cscan_body.h"
#else
typedef int cscan_neon_is_elsewhere;
#endif
