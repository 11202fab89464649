using System.ComponentModel;
using System.Text.Json;
using Orchestrator.Forms;

namespace Orchestrator.Tests.Forms;

/// <summary>What a form can say when it asks, and how it is replayed.</summary>
public sealed class FormSessionTests
{
    [DisplayName("A number")]
    public sealed record NumberPage : FormPage
    {
        [Hidden]
        public string Node { get; init; } = "";

        public required int Number { get; init; }

        public required bool IsOn { get; init; }

        public FormChoices<int> Even { get; init; } = [];

        protected internal override string? PageTitle => Node.Length == 0 ? null : $"A number for {Node}";
    }

    public sealed record PickPage : FormPage
    {
        [ChooseFrom(nameof(Choices))]
        public required int Pick { get; init; }

        [Sensitive]
        public string? Pin { get; init; }

        public FormChoices<int> Choices { get; init; } = [];
    }

    [Fact]
    public async Task A_page_has_next_until_the_form_says_that_it_is_the_last()
    {
        var first = await Ask(static async form => await form.AskAsync<NumberPage>());
        var empty = await Ask(static async form => await form.AskLastAsync<NumberPage>());
        var filled = await Ask(static async form => await form.AskLastAsync(new NumberPage { Number = 1, IsOn = false }));
        var partial = await Ask(static async form => await form.AskLastAsync<NumberPage>(static page => page with { Number = 1 }));

        Assert.Equal([true, false, false, false], new[] { first, empty, filled, partial }.Select(static page => page.HasNext));
    }

    [Fact]
    public async Task What_a_form_fills_is_shown_and_what_it_leaves_alone_is_not()
    {
        var filled = await Ask(static async form => await form.AskAsync(new NumberPage { Number = 0, IsOn = false }));
        var partial = await Ask(static async form => await form.AskAsync<NumberPage>(static page => page with { IsOn = true }));
        var empty = await Ask(static async form => await form.AskAsync<NumberPage>());

        Assert.Equal(["0 false", "- true", "- -"], new[] { filled, partial, empty }.Select(Defaults));

        static string Defaults(FormNotCompleteException page) =>
            string.Join(
                ' ',
                new[] { "number", "is_on" }.Select(name => page.Schema["properties"]![name]!["default"]?.ToJsonString() ?? "-")
            );
    }

    [Fact]
    public async Task A_heading_can_say_what_is_known_only_when_the_page_is_asked()
    {
        var plain = await Ask(static async form => await form.AskAsync<NumberPage>());
        var named = await Ask(static async form => await form.AskAsync<NumberPage>(static page => page with { Node = "ams-1" }));

        Assert.Equal(["A number", "A number for ams-1"], new[] { plain, named }.Select(static page => (string)page.Schema["title"]!));
    }

    [Theory]
    [InlineData("""[{"number":2,"is_on":true}]""", "20,40")]
    [InlineData("""[{"number":3,"is_on":true}]""", "30,60")]
    public async Task A_page_depends_on_the_answers_before_it_each_time_that_it_is_replayed(string posted, string choices)
    {
        var page = await Assert.ThrowsAsync<FormNotCompleteException>(() => Replay(DependentAsync, posted));
        var again = await Assert.ThrowsAsync<FormNotCompleteException>(() => Replay(DependentAsync, posted));

        Assert.Equal(choices, string.Join(',', page.Schema["$defs"]!["Choices"]!["enum"]!.AsArray().Select(static text => (string)text!)));
        Assert.Equal(page.Schema.ToJsonString(), again.Schema.ToJsonString());
        Assert.False(page.HasNext);
    }

    [Fact]
    public async Task An_answer_to_a_page_that_is_not_asked_any_more_is_refused()
    {
        Assert.Equal(40, await Replay(DependentAsync, """[{"number":2,"is_on":true},{"pick":"40"}]"""));
        Assert.Equal(5, await Replay(DependentAsync, """[{"number":5,"is_on":false}]"""));
        var refusal = await Assert.ThrowsAsync<FormInvalidException>(() =>
            Replay(DependentAsync, """[{"number":3,"is_on":true},{"pick":"40"}]""")
        );
        Assert.Equal(("PickPage", "enum"), (refusal.Page, Assert.Single(refusal.Errors).Type));
    }

    [Fact]
    public async Task A_form_that_asks_after_its_last_page_fails_with_the_names_of_both()
    {
        var failure = await Assert.ThrowsAsync<IncorrectFormException>(() =>
            Replay(
                static async form =>
                {
#pragma warning disable ORCH4012 // What the rule says at build happens when such a form runs all the same, which is tested here.
                    await form.AskLastAsync<NumberPage>();
                    return (await form.AskAsync<PickPage>()).Pick;
#pragma warning restore ORCH4012
                },
                """[{"number":1,"is_on":true},{"pick":"1"}]"""
            )
        );

        Assert.Equal("The form asks 'PickPage' after its last page, 'NumberPage'. Ask that one with AskAsync.", failure.Message);
    }

    [Theory]
    [InlineData(nameof(PickPage.Pick), "pick", "1")]
    [InlineData(nameof(PickPage.Pin), "pin", null)]
    [InlineData(null, "__root__", null)]
    [InlineData("NotAMember", "not_a_member", null)]
    public async Task What_a_form_refuses_has_its_place_and_what_was_posted_unless_it_is_secret(string? field, string place, string? input)
    {
        var refusal = await Assert.ThrowsAsync<FormInvalidException>(() =>
            Replay(
                async form =>
                {
#pragma warning disable ORCH4012 // Whatever is answered is refused.
                    await form.AskAsync<PickPage>(static page => page with { Choices = [new(1, "one")] });
#pragma warning restore ORCH4012
                    throw form.Invalid(field, "Not now");
                },
                """[{"pick":1,"pin":"0000"}]"""
            )
        );

        var error = Assert.Single(refusal.Errors);
        Assert.Equal((place, "Not now", "value_error", input), (error.Location[0], error.Message, error.Type, error.Input?.GetRawText()));
        Assert.Equal("Not now", error.Context!["error"]);
    }

    private static async Task<int> DependentAsync(FormSession form)
    {
        var number = await form.AskAsync<NumberPage>();
        if (!number.IsOn)
        {
            return number.Number;
        }

        var choices = FormChoices.Of([1, 2], factor => factor * number.Number * 10, static factor => $"times {factor}");
        return (await form.AskLastAsync<PickPage>(page => page with { Choices = choices })).Pick;
    }

    private static Task<FormNotCompleteException> Ask<TPage>(Func<FormSession, Task<TPage>> form) =>
        Assert.ThrowsAsync<FormNotCompleteException>(() => form(new ReplayFormSession(new PostedPages([]))));

    private static Task<T> Replay<T>(Func<FormSession, Task<T>> form, string posted) =>
        form(new ReplayFormSession(new PostedPages([.. JsonElement.Parse(posted).EnumerateArray()])));

    private static Task<int> Replay(Func<FormSession, Task<int>> form, string posted) => Replay<int>(form, posted);
}
