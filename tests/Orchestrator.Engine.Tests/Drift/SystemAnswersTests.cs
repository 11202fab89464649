using Microsoft.Extensions.Time.Testing;
using Orchestrator.Binding;
using Orchestrator.Drift;

namespace Orchestrator.Tests.Drift;

/// <summary>When an external system that does not answer is asked again.</summary>
public sealed class SystemAnswersTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2030, 1, 16, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(1, 2, 60, true)]
    [InlineData(1, 3, 29, true)]
    [InlineData(1, 3, 30, false)]
    [InlineData(4, 7, 60, true)]
    [InlineData(4, 8, 60, false)]
    public void It_is_asked_until_it_has_not_answered_often_enough_and_long_enough(int concurrency, int count, int seconds, bool isAsked)
    {
        var now = _clock.GetUtcNow();
        var answers = Create(concurrency, new(count, now - TimeSpan.FromSeconds(seconds), AskedAt: now));

        Assert.Equal(isAsked, answers.FindUnasked(Box) is null);
        Assert.Null(answers.FindUnasked(Other));
    }

    [Fact]
    public void One_question_is_let_through_after_a_while_and_its_answer_lets_all_through()
    {
        var answers = Silent();
        _clock.Advance(TimeSpan.FromSeconds(9));
        var early = answers.FindUnasked(Box);
        _clock.Advance(TimeSpan.FromSeconds(1));

        var probe = answers.FindUnasked(Box);
        var second = answers.FindUnasked(Box);
        answers.Clear(Box);

        Assert.NotNull(early);
        Assert.Null(probe);
        Assert.NotNull(second);
        Assert.Null(answers.FindUnasked(Box));
        Assert.Empty(answers.Unanswered);
    }

    [Fact]
    public void A_question_that_was_let_through_in_vain_is_the_last_for_a_while()
    {
        var answers = Silent();
        _clock.Advance(TimeSpan.FromSeconds(10));
        answers.FindUnasked(Box);
        _clock.Advance(TimeSpan.FromSeconds(5));
        answers.CountUnanswered(Box);
        _clock.Advance(TimeSpan.FromSeconds(9));

        Assert.NotNull(answers.FindUnasked(Box));
    }

    private static ResourceBinding Box { get; } = new("box", "Box", StateKey: null, static _ => null!) { System = "warehouse" };

    private static ResourceBinding Other { get; } = new("other", "Other", StateKey: null, static _ => null!);

    private SystemAnswers Silent()
    {
        var answers = Create(concurrency: 1, before: null);
        answers.CountUnanswered(Box);
        _clock.Advance(TimeSpan.FromSeconds(31));
        answers.CountUnanswered(Box);
        answers.CountUnanswered(Box);
        Assert.NotNull(answers.FindUnasked(Box));
        return answers;
    }

    private SystemAnswers Create(int concurrency, SystemSilence? before) =>
        new(concurrency, before is null ? [] : new Dictionary<string, SystemSilence> { ["warehouse"] = before }, _clock);
}
