using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4014Tests
{
    [Theory]
    [InlineData(
        "{ var page = await form.AskAsync<P>(); if (page.Size > 1) { {|ORCH4014:form.Invalid(nameof(page.Size), \"no\")|}; } return page; }"
    )]
    [InlineData("{ var page = await form.AskAsync<P>(); if (page.Size > 1) _ = {|ORCH4014:form.Invalid(null, \"no\")|}; return page; }")]
    [InlineData(
        "{ var page = await form.AskAsync<P>(); Action no = () => {|ORCH4014:form.Invalid(\"Size\", \"no\")|}; no(); return page; }"
    )]
    public async Task A_rejection_that_is_not_thrown_is_reported(string form)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Form(form));

        Assert.Equal(
            "'Form' makes the exception that rejects an answer, and does not throw it; write 'throw' before it",
            Assert.Single(found).GetMessage()
        );
    }

    [Theory]
    [InlineData("\"Sise\"", "'Sise', but its page 'P' has no such field; did you mean 'Size'?")]
    [InlineData("\"depth\"", "'depth', but its page 'P' has no such field")]
    [InlineData("nameof(Q.Depth)", "'Depth', but its page 'P' has no such field")]
    [InlineData("\"unit\"", "'unit', but its page 'P' has no such field")]
    [InlineData("\"SIZE_OF\"", "'SIZE_OF', but its page 'P' has no such field")]
    public async Task A_field_that_no_page_of_the_form_has_is_reported_at_its_name(string field, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Form(
                $"{{ var page = await form.AskAsync<P>(); return page.Size > 1 ? throw "
                    + $"form.Invalid({{|ORCH4014:{field}|}}, \"no\") : page; }}"
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "{ var page = await form.AskAsync<P>(); var more = await form.AskAsync<Q>(); return more.Depth > page.Size ? throw "
            + "form.Invalid({|ORCH4014:nameof(page.Size)|}, \"no\") : page; }"
    )]
    [InlineData(
        "{ var page = await form.AskAsync<P>(); await form.AskLastAsync<Q>(); if (page.Size > 1) { throw "
            + "form.Invalid({|ORCH4014:\"size\"|}, \"no\"); } return page; }"
    )]
    public async Task A_field_of_an_earlier_page_is_reported_at_its_name(string form)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Form(form));

        Assert.Contains(
            "of 'P', but the page that it has asked last is 'Q', which has no such field; reject the answer before",
            Assert.Single(found).GetMessage(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("try { return await form.AskAsync<P>(); } catch {|ORCH4014:(Exception)|} { return new P(); }")]
    [InlineData(
        """try { try { return await form.AskAsync<P>(); } finally { Console.WriteLine(); } } catch {|ORCH4014:(Exception)|} { return new P(); }"""
    )]
    [InlineData("try { return await form.AskAsync<P>(); } catch {|ORCH4014:(Exception e)|} { Failed(null!, e); return new P(); }")]
    [InlineData("try { return await form.AskAsync<P>(); } {|ORCH4014:catch|} { return new P(); }")]
    [InlineData("try { return await form.AskLastAsync<P>(); } catch {|ORCH4014:(FormException)|} { return new P(); }")]
    [InlineData(
        "try { return await form.AskAsync(new P()); } catch (InvalidOperationException) { throw; } catch {|ORCH4014:(Exception e)|} "
            + "{ Console.WriteLine(e); Console.WriteLine(e.Message); return new P(); }"
    )]
    [InlineData("try { return await More(form); } catch {|ORCH4014:(OrchestratorException)|} { return new P(); }")]
    public async Task A_handler_that_swallows_the_exception_of_a_page_is_reported(string body)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Form($"{{ {body} }}"));

        Assert.Contains("so that it continues without the answers", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ var page = await form.AskAsync<P>(); return page.Size > 1 ? throw form.Invalid(nameof(page.Size), \"no\") : page; }")]
    [InlineData("{ var page = await form.AskAsync<P>(); if (page.Size > 1) { throw form.Invalid(\"size\", \"no\"); } return page; }")]
    [InlineData("{ var page = await form.AskAsync<P>(); if (page.Size > 1) { throw form.Invalid(null, \"no\"); } return page; }")]
    [InlineData(
        "{ var page = await form.AskAsync<P>(); var no = form.Invalid(\"Size\", \"no\"); return page.Size > 1 ? throw no : page; }"
    )]
    [InlineData("{ var page = await form.AskAsync<P>(); throw form.Invalid(page.ToString(), \"no\"); }")]
    [InlineData(
        "{ var page = await form.AskAsync<P>(); await form.AskAsync<Q>(static q => q); return "
            + "page.Size > 1 ? throw form.Invalid(\"Depth\", \"no\") : page; }"
    )]
    [InlineData(
        "{ var page = await form.AskAsync<P>(); await More(form); return page.Size > 1 ? throw form.Invalid(\"Depth\", \"no\") : page; }"
    )]
    [InlineData("{ var page = await form.AskAsync<P>(); Check(form, page); return page; }")]
    [InlineData(
        """{ var page = await form.AskAsync<P>(); await form.AskMoreAsync(); return page.Size > 1 ? throw form.Invalid("Depth", "no") : page; }"""
    )]
    [InlineData(
        """{ var page = await form.AskAsync<P>(); await new Dialog(form).AskAsync(); return page.Size > 1 ? throw form.Invalid("Depth", "no") : page; }"""
    )]
    [InlineData(
        "{ var page = await form.AskAsync<P>(); await More(form!); return page.Size > 1 ? throw form.Invalid(\"Depth\", \"no\") : page; }"
    )]
    [InlineData(
        """{ var page = await form.AskAsync<P>(); var same = form; await More(same); return page.Size > 1 ? throw form.Invalid("Depth", "no") : page; }"""
    )]
    [InlineData(
        "{ var page = await form.AskAsync<P>(); if (page.Size > 1) { await form.AskAsync<Q>(); } throw form.Invalid(\"Size\", \"no\"); }"
    )]
    [InlineData(
        "{ var page = await form.AskAsync<P>(); var more = page.Size > 1 ? await form.AskAsync<Q>() : null; throw "
            + "form.Invalid(\"Size\", \"no\"); }"
    )]
    [InlineData(
        "{ var page = await form.AskAsync<P>(); if (page.Size > 1) { throw form.Invalid(\"Size\", \"no\"); } await form.AskAsync<Q>(); "
            + "return page; }"
    )]
    [InlineData(
        "{ P? page = null; await form.AskAsync<Q>(); for (var i = 0; i < 2; i++) { if (i > 0) { throw "
            + "form.Invalid(\"Size\", \"no\"); } page = await form.AskAsync<P>(); } return page!; }"
    )]
    [InlineData(
        "{ try { try { return await form.AskAsync<P>(); } catch (FormException) { throw; } } catch (Exception) { return new P(); } }"
    )]
    [InlineData("{ var page = await form.AskAsync<P>(); return page.Unit is null ? throw form.Invalid(nameof(P.Unit), \"no\") : page; }")]
    [InlineData("{ var page = await form.AskAsync<P>(); return page.Unit is null ? throw form.Invalid(\"measure\", \"no\") : page; }")]
    [InlineData("{ var page = await form.AskAsync<Wide>(); return page.Width > 1 ? throw form.Invalid(\"Size\", \"no\") : page; }")]
    [InlineData("{ try { return await form.AskAsync<P>(); } catch (FormException) { throw; } catch (Exception) { return new P(); } }")]
    [InlineData("{ try { return await form.AskAsync<P>(); } catch (Exception e) when (e is not FormException) { return new P(); } }")]
    [InlineData("{ try { return await form.AskAsync<P>(); } catch (Exception e) { throw new InvalidOperationException(\"x\", e); } }")]
    [InlineData("{ try { return await form.AskAsync<P>(); } catch (Exception e) { Fail(e); return new P(); } }")]
    [InlineData("{ Exception? late; try { return await form.AskAsync<P>(); } catch (Exception e) { late = e; } throw late; }")]
    [InlineData("{ try { return await form.AskAsync<P>(); } catch (InvalidOperationException) { return new P(); } }")]
    [InlineData(
        "{ var page = await form.AskAsync<P>(); try { Console.WriteLine(page); } catch (Exception) { return new P(); } return page; }"
    )]
    [InlineData(
        "{ try { Func<Task> more = async () => await form.AskAsync<Q>(); } catch (Exception) { } return await form.AskAsync<P>(); }"
    )]
    public Task A_form_that_throws_what_rejects_and_lets_its_pages_through_is_fine(string form) =>
        AnalyzerTest.VerifyAsync(Sources.Products, Form(form));

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            "#pragma warning disable ORCH4014\n" + Form("{ var page = await form.AskAsync<P>(); form.Invalid(null, \"no\"); return page; }")
        );

    private static string Form(string form) =>
        Sources.Workflows(
            $$"""
                [LoggerMessage(1, LogLevel.Warning, "failed")] static partial void Failed(ILogger logger, Exception e);
                static partial void Failed(ILogger logger, Exception e) { }
                public sealed class Dialog(FormSession form) { public ValueTask<Q> AskAsync() => form.AskAsync<Q>(); }
                public record P : FormPage { public int Size { get; init; } [System.Text.Json.Serialization.JsonPropertyName("measure")] public string? Unit { get; init; } }
                public sealed record Q : FormPage { [Hidden] public int Depth { get; init; } }
                public sealed record Wide : P { public int Width { get; init; } }
                static void Fail(Exception e) => throw e;
                static void Check(FormSession form, P page) { if (page.Size > 1) { throw form.Invalid("Any", "no"); } }
                static async Task<P> More(FormSession form) => await form.AskAsync<P>();
                static async Task<P> Form(FormSession form) {{form}}
                [Step("Take")] static void Take(State state) => Console.WriteLine(state.Count);
                [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Reconcile = false)] public static StepList ModifyA() => Begin >> Take;
            """
        )
        + "public static class Asking { "
        + "public static ValueTask<Workflows.Q> AskMoreAsync(this FormSession form) => form.AskAsync<Workflows.Q>(); }";
}
