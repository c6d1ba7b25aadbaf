import type {
  ISeriesPrimitive,
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  SeriesAttachedParameter,
  Time,
} from 'lightweight-charts';

/** A stretch of days that is shaded and numbered. */
export interface Band {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

export interface BandColours {
  readonly fill: string;
  readonly edge: string;
  readonly text: string;
  readonly font: string;
}

/** Shades bands behind a series, across the whole height of its pane; the number stands at the left edge of each. */
export class EpisodeBands implements ISeriesPrimitive<Time> {
  private attachedTo: SeriesAttachedParameter<Time> | null = null;
  private bands: readonly Band[] = [];
  private colours: BandColours | null = null;
  private readonly hasLabels: boolean;
  private readonly view: IPrimitivePaneView = { zOrder: () => 'bottom', renderer: () => this.renderer };
  private readonly renderer: IPrimitivePaneRenderer = {
    draw: (target) => target.useMediaCoordinateSpace(({ context, mediaSize }) => this.paint(context, mediaSize)),
  };

  constructor(hasLabels: boolean) {
    this.hasLabels = hasLabels;
  }

  attached(parameter: SeriesAttachedParameter<Time>): void {
    this.attachedTo = parameter;
  }

  detached(): void {
    this.attachedTo = null;
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return [this.view];
  }

  show(bands: readonly Band[], colours: BandColours): void {
    this.bands = bands;
    this.colours = colours;
    this.attachedTo?.requestUpdate();
  }

  private paint(context: CanvasRenderingContext2D, { width, height }: { width: number; height: number }): void {
    const scale = this.attachedTo?.chart.timeScale();
    const { colours } = this;
    if (scale === undefined || colours === null) return;
    context.font = colours.font;
    const written: { readonly from: number; readonly to: number }[] = [];
    for (const band of this.bands) {
      const left = scale.timeToCoordinate(band.from);
      const right = scale.timeToCoordinate(band.to);
      if (left === null || right === null) continue;
      context.fillStyle = colours.fill;
      context.fillRect(left, 0, right - left, height);
      context.fillStyle = colours.edge;
      context.fillRect(Math.round(left), 0, 1, height);
      if (!this.hasLabels) continue;
      context.fillStyle = colours.text;
      // At the right edge of the chart the number stands before the line.
      const { width: wide } = context.measureText(band.label);
      const at = left + 5 + wide <= width ? left + 5 : left - 5 - wide;
      // A number that would run into another stands a line lower.
      const isCrowded = written.some(({ from, to }) => at < to + 4 && at + wide > from - 4);
      context.fillText(band.label, at, isCrowded ? 25 : 12);
      if (!isCrowded) written.push({ from: at, to: at + wide });
    }
  }
}
