using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Binding;
using Orchestrator.Forms;
using Orchestrator.Sqlite;

namespace Orchestrator.Tests.Forms;

/// <summary>A form is a function of the pages posted so far.</summary>
public sealed class FormReplayTests
{
    public sealed record NumberPage : FormPage
    {
        public required int Number { get; init; }
    }

    private static readonly Gen<(int Asks, int Posts, int Wrong)> Forms = Gen.Select(Gen.Int[1, 5], Gen.Int[0, 7], Gen.Int[-8, 6]);

    [Fact]
    public void Whatever_is_asked_and_posted_the_answer_is_the_next_page_the_first_fault_the_rest_or_the_result() =>
        Forms.Sample(static form =>
        {
            var (asks, posts, wrong) = form;
            var pages = Enumerable
                .Range(0, posts)
                .Select(index => JsonElement.Parse(index == wrong ? """{"number":"x"}""" : $$"""{"number":{{index}}}"""))
                .ToArray();

            var first = Replay(asks, pages);
            var second = Replay(asks, pages);

            var expected =
                wrong >= 0 && wrong < Math.Min(asks, posts) ? $"invalid {wrong}"
                : posts < asks ? $"page {posts}"
                : posts > asks ? $"overflow {posts - asks}"
                : $"done {asks * (asks - 1) / 2}";
            Assert.Equal(expected, first);
            Assert.Equal(first, second);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_form_that_catches_the_exception_of_a_page_fails_instead_of_continuing_without_the_answers(int more)
    {
        FormBody body = async call =>
        {
            // The rules see a handler around the call itself, and not one around a function that calls.
            var ask = async () => (await call.Form.AskAsync<NumberPage>()).Number;
            try
            {
                await ask();
            }
            catch (FormException)
            {
                // As a handler of everything does.
            }

            for (var asked = 0; asked < more; asked++)
            {
                await ask();
            }

            return new StepOutput();
        };

        foreach (var pages in new JsonElement[][] { [], [JsonElement.Parse("""{"number":"x"}""")] })
        {
            var failure = await Assert.ThrowsAsync<FormFailedException>(() => RunAsync(body, pages));

            Assert.Contains("catches the exception by which it shows the page", failure.ToString(), StringComparison.Ordinal);
            Assert.Contains("NumberPage", failure.ToString(), StringComparison.Ordinal);
        }
    }

    private static async Task<State> RunAsync(FormBody body, JsonElement[] pages)
    {
        var context = new ProcessContext(Guid.Empty, "workflow", Target.Modify, "me", Attempt: 1);
        await using var services = new ServiceCollection().BuildServiceProvider();
        return await new FormReplay(new SqliteErrors(), subscriptions: null).RunAsync(
            body,
            "form",
            State.Empty,
            pages,
            context,
            services,
            CancellationToken.None
        );
    }

    private static string Replay(int asks, JsonElement[] pages)
    {
        var asked = 0;
        FormBody body = async call =>
        {
            var sum = 0;
            for (; asked < asks; asked++)
            {
                sum += (await call.Form.AskAsync<NumberPage>()).Number;
            }

            return new StepOutput().Set("sum", sum);
        };
        try
        {
            var state = RunAsync(body, pages).GetAwaiter().GetResult();
            return $"done {state.Get<int>("sum")}";
        }
        catch (FormNotCompleteException)
        {
            return $"page {asked}";
        }
        catch (FormInvalidException)
        {
            return $"invalid {asked}";
        }
        catch (FormOverflowException overflow)
        {
            return "overflow " + overflow.ContractText!.Split('(', ' ').First(static word => int.TryParse(word, out _));
        }
    }
}
