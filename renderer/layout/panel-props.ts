/** What a panel is told of its place: a hidden tab paints nothing and delays nothing. */
export interface PanelProps {
  readonly isVisible: boolean;
}
