import { HttpMethod } from "../../events/api-destination";
import { Condition } from "../expressions/condition";
import { JsonataExpression } from "../expressions/jsonata-expression";
import { quoted } from "../expressions/jsonata-text";
import { QueryLanguage } from "../expressions/query-language";
import { HttpInvoke, type HttpInvokeJsonataProps } from "../http/http-invoke";
import { Chain } from "../states/chain";
import { Choice } from "../states/choice";
import { Fail } from "../states/fail";
import { Pass } from "../states/pass";
import type { IChainable } from "../states/state";
import { CheckedPass, checkBound, checkPart } from "./checked-pass";
import { EXPRESSION, optional, refusal, STATES, TEXT } from "./given-types";
import { HandedIn } from "./handed-in";
import { variableName } from "./in-either-language";

type RequestProps = Pick<
  HttpInvokeJsonataProps,
  "connection" | "apiEndpoint" | "allowedEndpoints" | "headers" | "timeout" | "requestBody"
>;

export interface PaginateProps extends RequestProps {
  /** @default HttpMethod.GET */
  readonly method?: HttpMethod;
  /**
   * Query parameters of every page. Expressions in it are calculated once, before the first page.
   *
   * @default - none
   */
  readonly queryStringParameters?: { readonly [name: string]: unknown };
  /** The query parameter that says which page. */
  readonly cursorParameter: string;
  /**
   * What it is on the first page.
   *
   * @default - the first page is asked for without it
   */
  readonly firstCursor?: string | number;
  /**
   * What it is on the next page, from `$states.result`: `$states.result.ResponseBody.paging.next.after`. No value, null or
   * false or an empty text after the last page.
   */
  readonly nextCursor: JsonataExpression;
  /** The items of a page, from `$states.result`: `$states.result.ResponseBody.results`. */
  readonly items: JsonataExpression;
  /** More pages than these fail the execution with `<id>.TooManyPages`: nothing is cut off in silence. At least 1. */
  readonly maxPages: number;
  /**
   * What is done with each page; its input is `{ items }`. An error that it catches itself does not stop the others. Then
   * the items of all pages are not collected.
   *
   * @default - the output is `{ items, pages }`, of at most 256 KiB
   */
  readonly onPage?: IChainable;
}

/** Events of one round in the history: task 5, choice 2. */
const EVENTS_PER_PAGE = 7;
/** With `onPage`, a pass 2 more. What `onPage` itself adds is not known here. */
const EVENTS_PER_PAGE_HANDED_ON = 9;

/**
 * Asks for one page after another until there is no next one. `$states.input` in endpoint, headers and body of every page is
 * the input of the whole. Its states are JSONata, in a JSONPath machine too; keeps input, cursor and items in variables.
 */
export function paginate(id: string, props: PaginateProps): Chain {
  return (
    refusal(id, [
      ["cursorParameter", props?.cursorParameter, TEXT],
      ["nextCursor", props?.nextCursor, EXPRESSION],
      ["items", props?.items, EXPRESSION],
      ["onPage", props?.onPage, optional(STATES)],
    ]) ?? connected(id, props)
  );
}

function connected(id: string, props: PaginateProps): Chain {
  const { method = HttpMethod.GET, cursorParameter, nextCursor, items } = props;
  const onPage = props.onPage === undefined ? undefined : new HandedIn(props.onPage);
  const input = variableName(id, "Input");
  const cursor = variableName(id, "Cursor");
  const pages = variableName(id, "Pages");
  const query = variableName(id, "Query");
  const collected = variableName(id, "Items");
  const pageItems = JsonataExpression.of(`[${parenthesized(items)}]`);
  const theInput = JsonataExpression.of(`$${input}`);

  const begin = new CheckedPass(
    id,
    {
      queryLanguage: QueryLanguage.JSONATA,
      assign: {
        [input]: JsonataExpression.of("$states.input"),
        [query]: props.queryStringParameters ?? {},
        [cursor]: props.firstCursor ?? null,
        [pages]: 0,
        ...(onPage === undefined ? { [collected]: [] } : {}),
      },
    },
    (context) => {
      const eventsPerRound = onPage === undefined ? EVENTS_PER_PAGE : EVENTS_PER_PAGE_HANDED_ON;
      checkBound(context, { property: "maxPages", value: props.maxPages, eventsPerRound });
      checkPart(context, "onPage", onPage);
    },
  );
  const fetch = HttpInvoke.jsonata(`${id}Page`, {
    ...requestOf(props),
    method,
    queryStringParameters: JsonataExpression.of(
      `$merge([$${query}, $${cursor} = null ? {} : {${quoted(cursorParameter)}: $${cursor}}])`,
    ),
    assign: {
      [cursor]: JsonataExpression.of(
        `($next := ${parenthesized(nextCursor)}; $exists($next) and $next != '' and $next != false ? $next : null)`,
      ),
      [pages]: JsonataExpression.of(`$${pages} + 1`),
      ...(onPage === undefined
        ? { [collected]: JsonataExpression.of(`$append($${collected}, ${pageItems.expression})`) }
        : {}),
    },
    outputs: onPage === undefined ? theInput : { items: pageItems },
  });
  const finished = Pass.jsonata(`${id}Finished`, {
    outputs: {
      ...(onPage === undefined ? { items: JsonataExpression.of(`$${collected}`) } : {}),
      pages: JsonataExpression.of(`$${pages}`),
    },
  });
  const tooMany = Fail.jsonata(`${id}TooManyPages`, {
    error: `${id}.TooManyPages`,
    cause: `There are more than ${props.maxPages} pages`,
  });
  const more = Choice.jsonata(`${id}More`)
    .when(Condition.jsonata(`$${cursor} = null`), finished)
    .when(Condition.jsonata(`$${pages} >= ${props.maxPages}`), tooMany);
  begin.next(fetch);
  if (onPage === undefined) {
    fetch.next(more.otherwise(fetch));
  } else {
    fetch.next(onPage.start);
    onPage.continueWith(more);
    more.otherwise(Pass.jsonata(`${id}NextPage`, { outputs: theInput }).next(fetch));
  }
  return Chain.custom(begin, [finished], finished);
}

function requestOf(props: PaginateProps): RequestProps {
  const { connection, apiEndpoint, allowedEndpoints, headers, timeout, requestBody } = props;
  return { connection, apiEndpoint, allowedEndpoints, headers, timeout, requestBody };
}

function parenthesized({ expression }: JsonataExpression): string {
  return `(${expression})`;
}
