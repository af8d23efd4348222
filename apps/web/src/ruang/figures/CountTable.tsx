import { percentOf } from "@bijak/domain";
import { formatNumber } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { useWords } from "../copy/index.ts";
import { categoryWord } from "../state/row.ts";

type Props = {
  caption: string;
  rows: readonly { readonly code: string; readonly count: number }[];
  total: number;
};

/** Categories with counts and rounded shares, largest first, and the total. */
export function CountTable({ caption, rows, total }: Props) {
  const words = useWords().figures;
  const language = useLanguage();
  const share = (count: number): string => {
    const percent = count <= total ? percentOf(count, total) : null;
    return percent === null ? "–" : `${percent}${language === "id" ? " " : ""}%`;
  };
  return (
    <table class="counts">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.category}</th>
          <th scope="col" class="n">
            {words.reports}
          </th>
          <th scope="col" class="n">
            {words.share}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows
          .toSorted((a, b) => b.count - a.count)
          .map(({ code, count }) => (
            <tr key={code}>
              <th scope="row">{categoryWord(code, language) ?? code}</th>
              <td class="n">{formatNumber(count, language)}</td>
              <td class="n">{share(count)}</td>
            </tr>
          ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words.total}</th>
          <td class="n">{formatNumber(total, language)}</td>
          <td class="n">{share(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
