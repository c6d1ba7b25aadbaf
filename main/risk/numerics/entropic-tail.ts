import { boundary } from './boundary.ts';
import { mean, sum } from './sum.ts';

/**
 * Entropic value at risk of a sample of losses: the least upper bound that Chernoff's inequality gives for the loss
 * that a (1 - level) share exceeds. It is the minimum over t > 0 of t ln( mean of exp(x / t) / (1 - level) ), and never
 * below the conditional value at risk nor above the worst loss.
 *
 * By duality it is also the greatest mean loss under any reweighting of the sample whose relative entropy to it is at
 * most -ln(1 - level). Relative entropy grows with 1 / t, so the minimum stands where it reaches that bound; where the
 * worst losses alone are a (1 - level) share of the sample, it never does, and the figure is the worst loss.
 *
 * @param losses positive = loss, at least one
 * @param level confidence, 0 <= level < 1; 0 gives the mean
 * @throws RangeError for an empty sample or a level outside [0, 1)
 * Source: A. Ahmadi-Javid, Entropic Value-at-Risk: A New Coherent Risk Measure, J. Optimization Theory and Applications
 * 155 (2012), definition 3.1 and theorem 3.3.
 */
export function entropicTail(losses: readonly number[], level: number): number {
  checkEntropic(losses, level);
  if (level === 0) return mean(losses);
  const worst = losses.reduce((greatest, loss) => Math.max(greatest, loss));
  const gaps = losses.map((loss) => worst - loss);
  const range = gaps.reduce((widest, gap) => Math.max(widest, gap));
  const shareOfWorst = gaps.filter((gap) => gap <= range * Number.EPSILON).length / gaps.length;
  // Shares like 1 - 0.95 and 1 / 20 are equal but for rounding.
  if (shareOfWorst >= (1 - level) * (1 - shareRounding)) return worst;
  const parts = gaps.map((gap) => gap / range);
  const allowed = -Math.log(1 - level);
  const isAllowed = (sharpness: number): boolean => tilted(parts, sharpness).relativeEntropy <= allowed;
  let tooSharp = 1;
  while (isAllowed(tooSharp)) tooSharp *= 2;
  const sharpness = boundary(0, tooSharp, isAllowed);
  return worst + (range * (tilted(parts, sharpness).logMean + allowed)) / sharpness;
}

const shareRounding = 1e-12;

/**
 * Entropic risk measure at a level: t ln( mean of exp(x / t) / (1 - level) ), the bound of `entropicTail` for one t.
 *
 * @param losses positive = loss, at least one
 * @param tolerance t > 0, in the unit of the losses; the smaller, the more the worst losses count
 * @param level confidence, 0 <= level < 1
 * @throws RangeError for an empty sample, a level outside [0, 1) or a tolerance that is not above 0
 * Source: H. Föllmer, A. Schied, Stochastic Finance, 3rd ed. (2011), example 4.13; with the level Ahmadi-Javid (2012), eq. 4.
 */
export function entropicRisk(losses: readonly number[], tolerance: number, level: number): number {
  checkEntropic(losses, level);
  if (!(tolerance > 0)) throw new RangeError(`a risk tolerance is above 0, found ${tolerance}`);
  const worst = losses.reduce((greatest, loss) => Math.max(greatest, loss));
  const gaps = losses.map((loss) => worst - loss);
  return worst + tolerance * (tilted(gaps, 1 / tolerance).logMean - Math.log(1 - level));
}

/** The sample with weights in proportion to exp(-sharpness x gap to the worst loss): nothing overflows. */
function tilted(
  gaps: readonly number[],
  sharpness: number,
): { readonly logMean: number; readonly relativeEntropy: number } {
  const weights = gaps.map((gap) => Math.exp(-sharpness * gap));
  const total = sum(weights);
  const logMean = Math.log(total / gaps.length);
  const meanGap = sum(gaps.map((gap, index) => gap * (weights[index] as number))) / total;
  return { logMean, relativeEntropy: -logMean - sharpness * meanGap };
}

function checkEntropic(losses: readonly number[], level: number): void {
  if (losses.length === 0) throw new RangeError('an empty sample has no tail');
  if (!(level >= 0 && level < 1)) throw new RangeError(`a confidence level lies in [0, 1), found ${level}`);
}
