const paths = {
  chevron: 'm4 5.500 3 3 3-3',
  right: 'm5.500 4 3 3-3 3',
  left: 'm8.500 4-3 3 3 3',
  undo: 'M2.500 5.500h6a3 3 0 0 1 0 6H6M5 3 2.500 5.500 5 8',
  redo: 'M11.500 5.500h-6a3 3 0 0 0 0 6H8M9 3l2.500 2.500L9 8',
  sun: 'M7 4.400a2.600 2.600 0 1 0 0 5.200 2.600 2.600 0 0 0 0-5.200M7 1v1.400M7 11.600V13M1 7h1.400M11.600 7H13M2.800 2.800l1 1M10.200 10.200l1 1M11.200 2.800l-1 1M3.800 10.200l-1 1',
  moon: 'M11.500 8.600A5 5 0 0 1 5.400 2.500a5 5 0 1 0 6.100 6.100z',
  clock: 'M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2M7 4.200V7l2 1.300',
  excluded: 'M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2M3.500 10.500l7-7',
  assumed: 'M2 5.800c1.700-1.800 3.300-1.800 5 0s3.300 1.800 5 0M2 9.600c1.700-1.800 3.300-1.800 5 0s3.300 1.800 5 0',
  close: 'm3.500 3.500 7 7m0-7-7 7',
  check: 'm2.500 7.500 3 3 6-7',
  file: 'M3 1.500h5l3 3v8H3zM8 1.500v3h3',
  plus: 'M7 2.500v9M2.500 7h9',
  more: 'M3 7h.01M7 7h.01M11 7h.01',
  info: 'M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2M7 6.500v3M7 4.400v.1',
  layout: 'M2.500 2.500h9a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1M6 2.500v9M6 7h6.500',
  camera: 'M1.500 4.500h2.700l1-1.500h3.600l1 1.500h2.700v7h-11zM7 5.700a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
  drop: 'M7 2v6.500M4 5.800l3 3 3-3M1.500 9v3h11V9',
  lock: 'M3.500 6h7a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1M4.500 6V4.200a2.500 2.500 0 0 1 5 0V6',
  search: 'M6 2a4 4 0 1 0 0 8 4 4 0 0 0 0-8M9 9l3.500 3.500',
  keys: 'M5.200 5.200a1.900 1.900 0 1 1 2.700 1.700c-.600.300-.900.700-.900 1.400M7 10.600v.010',
  eye: 'M1.200 7S3.300 3.200 7 3.200 12.800 7 12.800 7 10.700 10.800 7 10.800 1.200 7 1.200 7M7 5.300a1.700 1.700 0 1 0 0 3.400 1.700 1.700 0 0 0 0-3.400',
  hidden: 'M1.200 7S3.300 3.200 7 3.200 12.800 7 12.800 7 10.700 10.800 7 10.800 1.200 7 1.200 7M2.500 11.500l9-9',
  edit: 'M2.500 11.500l.6-2.600 6-6 2 2-6 6zM8 4l2 2',
} as const;

export type IconName = keyof typeof paths;

/** A line icon beside words that say the same; hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 14 14" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

/** The mark of Ballast: a hull hanging under the waterline. */
export function Mark({ size }: { readonly size: number }) {
  const line = size > 20 ? 0.9 : 1.4;
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d="M1 7h14" stroke="currentColor" strokeWidth={line} strokeLinecap="round" />
      <path d="M3.2 8.700h9.600a4.800 4.800 0 0 1-9.600 0z" fill="currentColor" />
      <path d="M8 1.500v4" stroke="currentColor" strokeWidth={line} strokeLinecap="round" />
    </svg>
  );
}
