using Orchestrator.Generators.Tests.Infrastructure;
using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

public sealed class Orch5011Tests
{
    [Theory]
    [InlineData("try { return await system.FindAsync(key); } catch { {|ORCH5011:return null;|} }")]
    [InlineData("try { return await system.FindAsync(key); } catch (Exception) { {|ORCH5011:return default;|} }")]
    [InlineData("try { return await system.FindAsync(key); } catch (TimeoutException) { {|ORCH5011:return null;|} }")]
    [InlineData("try { return await system.FindAsync(key); } catch (OperationCanceledException) { {|ORCH5011:return null;|} }")]
    [InlineData(
        "try { return await system.FindAsync(key); } catch (Exception e) { var text = e.Message; Console.WriteLine(text); "
            + "{|ORCH5011:return (S?)null;|} }"
    )]
    [InlineData(
        "try { return await system.FindAsync(key); } catch (InvalidOperationException) { return null; } "
            + "catch (System.Net.Http.HttpRequestException) { {|ORCH5011:return null;|} }"
    )]
    public async Task Null_for_any_failure_is_reported_at_the_return(string body)
    {
        var found = await AnalyzerTest.VerifyAsync(ResourceSources.Model, Resource($"async Task<S?> Read(key) {{ {body} }}"));

        Assert.StartsWith(
            "'Read.ReadAsync' returns null when reading fails, which says that nothing exists",
            Assert.Single(found).GetMessage(null),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("if (!answer.IsSuccessStatusCode) { {|ORCH5011:return null;|} } return new S(1);")]
    [InlineData("if (!answer.IsSuccessStatusCode) {|ORCH5011:return null;|} return new S(1);")]
    [InlineData("if (answer.IsSuccessStatusCode) { return new S(1); } else { Console.WriteLine(1); {|ORCH5011:return null;|} }")]
    [InlineData("if (answer.IsSuccessStatusCode) { return new S(1); } {|ORCH5011:return null;|}")]
    [InlineData("return answer.IsSuccessStatusCode ? new S(1) : {|ORCH5011:null|};")]
    [InlineData("return answer.StatusCode != System.Net.HttpStatusCode.OK ? {|ORCH5011:default(S?)|} : new S(1);")]
    [InlineData("if (answer.StatusCode is not System.Net.HttpStatusCode.OK) { {|ORCH5011:return null;|} } return new S(1);")]
    [InlineData(
        "if (answer.IsSuccessStatusCode) { var text = await answer.Content.ReadAsStringAsync(); return new S(text.Length); } "
            + "{|ORCH5011:return null;|}"
    )]
    [InlineData(
        "if (answer.IsSuccessStatusCode) { if (key.Length == 1) { return null; } return new S(1); } Console.WriteLine(1); "
            + "{|ORCH5011:return null;|}"
    )]
    [InlineData("if (answer.IsSuccessStatusCode) { throw new TimeoutException(); } {|ORCH5011:return null;|}")]
    [InlineData(
        "if (answer.StatusCode == System.Net.HttpStatusCode.NotFound) { return null; } "
            + "if (!answer.IsSuccessStatusCode) { {|ORCH5011:return null;|} } return new S(1);"
    )]
    [InlineData(
        "if (answer.StatusCode is System.Net.HttpStatusCode.NotFound) { Check(answer); } else if (!answer.IsSuccessStatusCode) "
            + "{ {|ORCH5011:return null;|} } return new S(1);"
    )]
    [InlineData("Console.WriteLine(answer.StatusCode); if (!answer.IsSuccessStatusCode) { {|ORCH5011:return null;|} } return new S(1);")]
    [InlineData("if (!answer.IsSuccessStatusCode) { Failed(logger); {|ORCH5011:return null;|} } return new S(1);")]
    [InlineData("if ((int)answer.StatusCode >= 400) { {|ORCH5011:return null;|} } return new S(1);")]
    public async Task Null_for_any_answer_of_failure_is_reported_at_the_return(string body)
    {
        var found = await AnalyzerTest.VerifyAsync(ResourceSources.Model, Resource(Ask(body)));

        Assert.EndsWith(
            "Call EnsureSuccessStatusCode(), and the result is unknown; return null only for the answer that there is none, before that "
                + "call: 'if (response.StatusCode == HttpStatusCode.NotFound)'.",
            Assert.Single(found).GetMessage(null),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("if (answer.StatusCode == System.Net.HttpStatusCode.NotFound) { return null; } return new S(1);")]
    [InlineData("return answer.StatusCode is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Gone ? null : new S(1);")]
    [InlineData(
        "if (!answer.IsSuccessStatusCode && answer.StatusCode == System.Net.HttpStatusCode.NotFound) { return null; } return new S(1);"
    )]
    [InlineData("answer.EnsureSuccessStatusCode(); return answer.Content is null ? null : new S(1);")]
    [InlineData(
        "if ((int)answer.StatusCode >= 500) { throw new TimeoutException(); } return answer.IsSuccessStatusCode ? new S(1) : null;"
    )]
    [InlineData("if (!answer.IsSuccessStatusCode) { Check(answer); return null; } return new S(1);")]
    [InlineData("if (answer.IsSuccessStatusCode) { Console.WriteLine(1); } return null;")]
    [InlineData("if (answer.IsSuccessStatusCode && key.Length > 1) { return new S(1); } return null;")]
    [InlineData(
        "if (answer.StatusCode != System.Net.HttpStatusCode.NotFound) { Check(answer); } if (!answer.IsSuccessStatusCode) "
            + "{ return null; } return new S(1);"
    )]
    [InlineData(
        "if (answer.StatusCode == System.Net.HttpStatusCode.NotFound) { Console.WriteLine(1); } else { Check(answer); } "
            + "if (!answer.IsSuccessStatusCode) { return null; } return new S(1);"
    )]
    [InlineData("Check(answer); if (!answer.IsSuccessStatusCode) { return null; } return new S(1);")]
    [InlineData(
        "if (!answer.IsSuccessStatusCode) { if (answer.StatusCode != System.Net.HttpStatusCode.NotFound) { throw new "
            + "TimeoutException(); } return null; } return new S(1);"
    )]
    [InlineData("if (!answer.IsSuccessStatusCode) { throw new TimeoutException(); } return null;")]
    [InlineData("if (answer.IsSuccessStatusCode) { return null; } throw new TimeoutException();")]
    [InlineData("if (!answer.IsSuccessStatusCode && key.Length > 1) { return null; } return new S(1);")]
    [InlineData("var name = answer.IsSuccessStatusCode ? key : null; return name is null ? throw new TimeoutException() : new S(1);")]
    [InlineData("string? Name() { return answer.IsSuccessStatusCode ? key : null; } return new S(Name()!.Length);")]
    public Task An_answer_that_is_told_from_others_is_fine(string body) =>
        AnalyzerTest.VerifyAsync(ResourceSources.Model, Resource(Ask(body)));

    private static string Ask(string body) =>
        "async Task<S?> Read(key) { using var client = new System.Net.Http.HttpClient(); using var answer = await client.GetAsync(new "
        + $"Uri(key), cancellationToken); {body} }} private static readonly ILogger logger = null!; "
        + "[LoggerMessage(1, LogLevel.Warning, \"failed\")] private static partial void Failed(ILogger logger); "
        + "private static partial void Failed(ILogger logger) { } "
        + "private static void Check(System.Net.Http.HttpResponseMessage answer) => answer.EnsureSuccessStatusCode();";

    [Fact]
    public Task Null_without_await_is_reported_as_well() =>
        AnalyzerTest.VerifyAsync(
            ResourceSources.Model,
            Resource(
                "Task<S?> Read(key) { try { return system.FindAsync(key); } catch (Exception) "
                    + "{ {|ORCH5011:return Task.FromResult<S?>(null);|} } }"
            )
        );

    [Theory]
    [InlineData("return await system.FindAsync(key);")]
    [InlineData("try { return await system.FindAsync(key); } catch (InvalidOperationException) { return null; }")]
    [InlineData("try { return await system.FindAsync(key); } catch (Exception e) when (e.HResult == 404) { return null; }")]
    [InlineData("try { return await system.FindAsync(key); } catch (Exception e) { if (e.HResult == 404) { return null; } throw; }")]
    [InlineData("try { return await system.FindAsync(key); } catch (Exception e) { return e.HResult == 404 ? null : throw e; }")]
    [InlineData("try { return await system.FindAsync(key); } catch (Exception) { return new S(0); }")]
    [InlineData("try { return await system.FindAsync(key); } catch (Exception) { Console.WriteLine(); throw; }")]
    [InlineData(
        "Func<string?> name = () => { try { return system.ToString(); } catch (Exception) { return null; } }; name(); "
            + "return await system.FindAsync(key);"
    )]
    public Task A_handler_that_may_tell_one_answer_from_another_is_fine(string body) =>
        AnalyzerTest.VerifyAsync(ResourceSources.Model, Resource($"async Task<S?> Read(key) {{ {body} }}"));

    [Fact]
    public Task What_is_not_a_resource_is_not_looked_at() =>
        AnalyzerTest.VerifyAsync(
            Author(
                """
                namespace App;

                public abstract class Reader { public abstract Task<string?> ReadAsync(string key); }
                public sealed class Own : Reader
                {
                    public override async Task<string?> ReadAsync(string key)
                    {
                        try { await Task.Yield(); return key; } catch (Exception) { return null; }
                    }
                }
                """
            )
        );

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            ResourceSources.Model,
            Resource(
                """
                async Task<S?> Read(key)
                {
                #pragma warning disable ORCH5011
                    try { return await system.FindAsync(key); } catch (Exception) { return null; }
                #pragma warning restore ORCH5011
                }
                """
            )
        );

    private static string Resource(string read) =>
        Author(
            $$"""
            namespace App;

            public interface ISystem { Task<S?> FindAsync(string key); }

            [ExternalResource("read")]
            public sealed partial class Read(ISystem system) : ExternalResource<A, S>
            {
                public override string? Identify(A subscription) => "k";
                public override S? Describe(A subscription) => null;
                public override {{read.Replace(
                "Read(key)",
                "ReadAsync(string key, CancellationToken cancellationToken)",
                StringComparison.Ordinal
            )}}
                public override Task<string> ApplyAsync(string? key, S desired, S? actual, CancellationToken cancellationToken) => Task.FromResult("");
                public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
            }
            """
        );
}
