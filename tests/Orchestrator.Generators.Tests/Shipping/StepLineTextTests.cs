using CsCheck;
using Orchestrator.Generators.Shipping;

namespace Orchestrator.Generators.Tests;

/// <summary>A line of the files of shipped workflows is read as it was written.</summary>
public sealed class StepLineTextTests
{
    private static readonly string[] Pieces =
    [
        ": ",
        " \"",
        "\" ",
        "\\",
        "\\\"",
        "\r\n",
        "\n",
        "\t",
        "\0",
        "\u0085",
        "\u2028",
        "\ud800",
        "\udc00",
        "\ud83d\ude00",
        "#",
        "*BREAKING*",
        " ",
        "a b",
        "\\n",
        "\\u0041",
        "größe",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String,
        Gen.Int[0, Pieces.Length - 1].Select(static index => Pieces[index]).Array[0, 8].Select(string.Concat)
    );

    [Fact]
    public void Whatever_a_step_is_called_its_line_is_one_line_and_is_read_back_equal() =>
        Gen.Select(Texts, Texts)
            .Sample(
                (id, name) =>
                {
                    var line = new StepLine(id, name).ToLine("modify_a");

                    Assert.DoesNotContain(line, static character => char.IsControl(character) || character is '\u2028' or '\u2029');
                    Assert.True(IsStorable(line));
                    Assert.Equal(line, line.Trim());
                    Assert.Equal(("modify_a", new StepLine(id, name)), StepLineText.TryRead(line));
                }
            );

    [Theory]
    [InlineData("modify_a: Publish zone/Zones.Put \"Put zone\"", "Publish zone/Zones.Put", "Put zone")]
    [InlineData("modify_a: Zones.Put \"Put \"the\" zone\"", "Zones.Put", "Put \"the\" zone")]
    [InlineData(@"modify_a: Zones.Put ""C:\dir""", "Zones.Put", @"C:\dir")]
    public void A_line_that_was_written_by_hand_is_read_as_it_stands(string line, string id, string name) =>
        Assert.Equal(("modify_a", new StepLine(id, name)), StepLineText.TryRead(line));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("modify_a:Zones.Put \"Put\"")]
    [InlineData("modify a: Zones.Put \"Put\"")]
    [InlineData("modify_a: Zones.Put")]
    [InlineData("modify_a: Zones.Put \"Put")]
    [InlineData("modify_a: Zones.Put\"Put\"")]
    [InlineData("modify_a: \"Put\"")]
    [InlineData("modify_a: Zones.Put \"")]
    [InlineData(": Zones.Put \"Put\"")]
    public void Anything_else_is_not_a_line(string line) => Assert.Null(StepLineText.TryRead(line));

    // UTF-8 has no half of a pair.
    private static bool IsStorable(string line) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(line)) == line;
}
