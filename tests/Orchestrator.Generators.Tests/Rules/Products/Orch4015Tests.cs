using Orchestrator.Generators.Tests.Infrastructure;
using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4015Tests
{
    [Theory]
    [InlineData(
        "public int {|ORCH4015:Mtu|};",
        "'Block.Mtu' is not stored: it is a field, and only properties are stored; write '{ get; set; }'"
    )]
    [InlineData("internal string? {|ORCH4015:Note|};", "it is a field")]
    [InlineData("public List<Other> {|ORCH4015:Others|} = [];", "it is a field")]
    [InlineData("internal int? {|ORCH4015:Mtu|} { get; set; }", "'Block.Mtu' is not stored: it is not public; write 'public'")]
    [InlineData("protected internal Guid {|ORCH4015:Id|} { get; set; }", "it is not public")]
    [InlineData("internal DayOfWeek {|ORCH4015:Day|} { get => field; set => field = value; }", "it is not public")]
    [InlineData("internal Other {|ORCH4015:Other|} { get; set; } = new();", "it is not public")]
    public async Task A_member_that_looks_stored_and_is_not_is_reported(string member, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Block(member));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public int Mtu { get; set; }")]
    [InlineData(
        "public const int Mtu = 1500; public static int Count; public static readonly string Name = \"x\"; "
            + "internal static int All { get; set; }"
    )]
    [InlineData("public readonly int Mtu = 1500;")]
    [InlineData("private int _mtu; protected int Width { get; set; } public int Mtu { get => _mtu; set => _mtu = value; }")]
    [InlineData("private int Mtu { get; set; } internal int Next() => ++Mtu;")]
    [InlineData(
        "public int Mtu { get; set; } internal int Doubled => Mtu * 2; internal int Half { get => Mtu / 2; set => Mtu = value * 2; }"
    )]
    [InlineData(
        "[System.ComponentModel.DataAnnotations.Schema.NotMapped] public int Mtu; "
            + "[System.ComponentModel.DataAnnotations.Schema.NotMapped] internal int Width { get; set; }"
    )]
    [InlineData("public Func<int>? Count; internal Action? Done { get; set; }")]
    [InlineData("public System.IO.FileAccess Access; internal System.IO.FileAccess? Other { get; set; }")]
    [InlineData("internal int Mtu { get; private set; } internal int Width { get; init; }")]
    public Task A_member_that_is_stored_or_is_not_meant_to_be_is_fine(string member) => AnalyzerTest.VerifyAsync(Block(member));

    [Fact]
    public Task A_class_that_is_not_marked_is_fine() =>
        AnalyzerTest.VerifyAsync(Author("namespace App; public sealed class Plain { public int Mtu; internal int Width { get; set; } }"));

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync("#pragma warning disable ORCH4015\n" + Block("public int Mtu;"));

    private static string Block(string members) =>
        Author(
            $$"""
            namespace App;

            [ProductBlock("Other")] public sealed partial class Other : ProductBlock;
            [ProductBlock("Block")] public partial class Block : ProductBlock { {{members}} }
            """
        );
}
