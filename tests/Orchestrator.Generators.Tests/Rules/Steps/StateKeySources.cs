namespace Orchestrator.Generators.Tests;

/// <summary>Steps that provide state keys, for the sources of the tests of ORCH3003.</summary>
internal static class StateKeySources
{
    internal const string Common = """
        public sealed record P : FormPage { public int Size { get; init; } public string? Note { get; init; } }
        static async Task<P> Form(FormSession form) => await form.AskAsync<P>();
        [Step("Give")] static (int Given, bool Done) Give() => (1, true);
        [Step("Open")] static State Open() => State.Empty;
        [Step("Make")] static A Make(Guid product) => A.Create(product, "c");

        """;
}
