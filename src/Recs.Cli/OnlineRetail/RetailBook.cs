using Recs.Core;

namespace Recs.Cli.OnlineRetail;

/// <summary>The whole data set, sorted into invoices, customers, what is left out, and the figures of all lines.</summary>
public sealed class RetailBook
{
    private readonly Dictionary<string, Draft> _drafts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RetailCustomer> _customers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<Exclusion, (long Lines, decimal Total)> _excluded = [];

    public RetailBook()
    {
        foreach (var reason in Enum.GetValues<Exclusion>()) _excluded[reason] = (0, 0);
    }

    public long Lines { get; private set; }

    /// <summary>Invoice numbers, with those of cancellations and of invoices without any line that counts.</summary>
    public int InvoiceNumbers => _drafts.Count;

    /// <summary>Stock codes as written; they differ by case.</summary>
    public int StockCodes => _codes.Count;

    public long CancellationLines { get; private set; }

    /// <summary>Σ quantity × price over all lines, exact.</summary>
    public decimal Total { get; private set; }

    public IReadOnlyDictionary<Exclusion, (long Lines, decimal Total)> Excluded => _excluded;

    public IReadOnlyCollection<RetailCustomer> Customers => _customers.Values;

    /// <summary>In the order of their first lines.</summary>
    public IEnumerable<RetailInvoice> Invoices => _drafts.Values.Where(d => d.Lines.Count > 0)
        .Select(d => new RetailInvoice(d.Number, d.Time, d.Customer, d.Lines));

    /// <exception cref="RetailDataException">The line contradicts an earlier one.</exception>
    public void Add(RetailLine line, RetailFile file)
    {
        Lines++;
        Total += line.Amount;
        if (line.IsCancellation) CancellationLines++;
        _codes.Add(line.StockCode);
        See(line);
        var draft = DraftOf(line, file);
        if (line.Time < draft.Time) draft.Time = line.Time;
        if (Exclusions.Of(line) is { } reason) Exclude(reason, line.Amount);
        else draft.Lines.Add(line);
    }

    private void See(RetailLine line)
    {
        if (line.Customer is not { } id) return;
        if (!_customers.TryGetValue(id, out var known) || line.Time < known.FirstSeen)
            _customers[id] = new RetailCustomer(id, line.Time, line.Country);
    }

    private void Exclude(Exclusion reason, decimal amount)
    {
        var (lines, total) = _excluded[reason];
        _excluded[reason] = (lines + 1, total + amount);
    }

    private Draft DraftOf(RetailLine line, RetailFile file)
    {
        if (!_drafts.TryGetValue(line.Invoice, out var draft))
            return _drafts[line.Invoice] = new Draft(line.Invoice, line.Customer, file) { Time = line.Time };
        if (draft.File != file)
            throw new RetailDataException($"Invoice {line.Invoice} is in {draft.File.Name} and in {file.Name}. Probably one month is there twice; keep one of the files.");
        if (draft.Customer == line.Customer) return draft;
        throw new RetailDataException($"{file.Name}: invoice {line.Invoice} has lines of customer {Shown(draft.Customer)} and of customer {Shown(line.Customer)}. Expected one customer; correct the lines.");
    }

    private static string Shown(string? customer) => customer ?? "(none)";

    private sealed class Draft(string number, string? customer, RetailFile file)
    {
        public string Number { get; } = number;

        public string? Customer { get; } = customer;

        public RetailFile File { get; } = file;

        public Instant Time { get; set; }

        public List<RetailLine> Lines { get; } = [];
    }
}
