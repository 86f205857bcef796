// What the explain panel wants, and what the last answer told: the fetcher asks and tells, the panel shows.

const WITH_PLANS = "gateway:explain-plans";

/** Returns what the fetcher and the panel share. Nothing is asked for while the panel is closed. */
export function explaining() {
  const listeners = new Set();
  let isOpen = false;
  let state = { withPlans: localStorage.getItem(WITH_PLANS) === "yes", told: null };

  function become(changes) {
    state = { ...state, ...changes };
    listeners.forEach((listener) => listener());
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => state,
    open() {
      isOpen = true;
      return () => {
        isOpen = false;
      };
    },
    choosePlans(withPlans) {
      localStorage.setItem(WITH_PLANS, withPlans ? "yes" : "no");
      become({ withPlans });
    },
    /** Returns what to send with an operation. */
    headers: () => (isOpen ? { "x-explain": state.withPlans ? "plans" : "statements" } : {}),
    /** Returns the answer without what it tells of itself: that is the panel's. */
    take(answer, name) {
      const { plan, ...extensions } = answer.extensions ?? {};
      become({ told: isOpen ? { name, plan, withPlans: state.withPlans } : null });
      if (!plan) {
        return answer;
      }
      const { extensions: _, ...rest } = answer;
      return Object.keys(extensions).length > 0 ? { ...rest, extensions } : rest;
    },
  };
}
