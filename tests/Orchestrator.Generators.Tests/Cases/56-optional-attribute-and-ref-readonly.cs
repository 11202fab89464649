// ref readonly, params span, [Optional], defaults of every kind, generic, async void, iterators, unnamed tuple element, ref
// return: correct.
// expect: ORCH1002 at 'A'
// expect: ORCH1002 at 'B'
// expect: ORCH1002 at 'D'
// expect: ORCH3008 at 'E'
// expect: ORCH1002 at 'F'
// expect: ORCH3008 at 'G'
// expect: ORCH3008 at 'I'
// expect: ORCH1002 at 'J'
using Orchestrator;
using static Orchestrator.Workflow;

using System.Runtime.InteropServices;
namespace App;
public static partial class Flow
{
    [Step("A")] internal static void A(ref readonly int x) { }
    [Step("B")] internal static void B(params ReadOnlySpan<int> x) { }
    [Step("C")] internal static void C([Optional] int x, [Optional, DefaultParameterValue(5)] int y, dynamic z, nint n = 3, decimal m = 1.5m, char c = '\'', DayOfWeek? d = DayOfWeek.Friday, float f = -0f, double e = double.NaN, Guid g = default, string? s = "a\"b") { }
    [Step("D")] internal static async void D() => await Task.Yield();
    [Step("E")] internal static IEnumerable<int> E() { yield return 1; }
    [Step("F")] internal static void F<T>() { }
    [Step("G")] internal static async IAsyncEnumerable<int> G() { await Task.Yield(); yield return 1; }
    [Step("H")] internal static ValueTask<(int A, int B)> H() => new((1, 2));
    [Step("I")] internal static (int A, int) I() => (1, 2);
    [Step("J")] internal static ref int J() => throw new InvalidOperationException();
}
